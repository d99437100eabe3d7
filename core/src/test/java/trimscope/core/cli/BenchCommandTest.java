package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BenchCommandTest {
    private static final String[] QUICK = {
        "bench",
        "--shape",
        "small",
        "--repeat",
        "1",
        "--prompt",
        "6",
        "--tokens",
        "2",
        "--json",
        "--batch",
        "1",
        "--dtype",
        "float32"
    };

    private static JsonObject report(String... arguments) {
        return Run.of(arguments).assertSuccess().json().get(0);
    }

    @Test
    void cachesHoldWhatTheFormulaSays() {
        for (String dtype : List.of("float32", "bfloat16", "float16")) {
            String[] arguments = QUICK.clone();
            arguments[arguments.length - 1] = dtype;
            JsonObject report = report(arguments);
            assertEquals(dtype, report.get("precision").getAsString());
            assertEquals(6, report.getAsJsonArray("rows").size());
            int tokens = report.get("visualTokens").getAsInt();
            report.getAsJsonArray("rows").forEach(element -> {
                JsonObject row = element.getAsJsonObject();
                assertEquals(row.get("cacheBytesFormula"), row.get("cacheBytes"), row.toString());
                for (String positive :
                        List.of("prefillMillis", "prefillFloorMillis", "tokenMillis", "tokenFloorMillis")) {
                    assertTrue(row.get(positive).getAsDouble() > 0, row.toString());
                }
            });
            JsonObject half = report.getAsJsonArray("rows").get(4).getAsJsonObject();
            assertEquals("kept 0.5", half.get("trimming").getAsString());
            assertEquals(tokens / 2, half.get("kept").getAsInt());
        }
    }

    @Test
    void aSmallModelComputesInOneThreadUnlessToldOtherwise() {
        List<String> arguments = new ArrayList<>(List.of(QUICK));
        assertEquals(1, report(QUICK).get("threads").getAsInt());
        arguments.addAll(List.of("--threads", "2"));
        assertEquals(2, report(arguments.toArray(String[]::new)).get("threads").getAsInt());
        Run.of("bench", "--threads", "0").assertFailure(2, "Invalid value for option '--threads': 0 is below 1");
    }

    /** Conversations of a batch select for themselves: their caches are padded to the longest, never cut. */
    @Test
    void aBatchHoldsTheCachesOfAllItsConversations() {
        JsonObject report = report(
                "bench",
                "--json",
                "--repeat",
                "1",
                "--prompt",
                "6",
                "--tokens",
                "2",
                "--batch",
                "1,3",
                "--ratios",
                "1,0.1",
                "--kept",
                "0.4",
                "--model",
                "demo");
        assertEquals(6, report.getAsJsonArray("rows").size());
        for (int i = 0; i < 3; i++) {
            JsonObject one = report.getAsJsonArray("rows").get(i).getAsJsonObject();
            JsonObject three = report.getAsJsonArray("rows").get(i + 3).getAsJsonObject();
            assertEquals(1, one.get("batch").getAsInt());
            assertEquals(3, three.get("batch").getAsInt());
            assertEquals(one.get("trimming"), three.get("trimming"));
            long formula = three.get("cacheBytesFormula").getAsLong();
            long held = three.get("cacheBytes").getAsLong();
            boolean alike = !one.get("trimming").getAsString().equals("ratio 0.1");
            assertTrue(alike ? held == formula : held >= formula && held < 1.5 * formula, three.toString());
            if (alike) {
                assertEquals(3 * one.get("cacheBytes").getAsLong(), held);
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux keeps a high-water mark that can be reset")
    void peakMemoryIsMeasured() {
        JsonObject report = report(QUICK);
        assertEquals("random small", report.get("model").getAsString());
        assertEquals("cpu", report.get("device").getAsString());
        assertTrue(report.get("visionPeakBytes").getAsLong() > 10_000_000, report.toString());
    }

    @Test
    void theTableNamesModelMachineAndRows() {
        Run run = Run.of(
                        "bench", "--repeat", "1", "--tokens", "1", "--ratios", "1,0.1", "--kept", "0.4", "--batch", "1")
                .assertSuccess();
        assertTrue(
                run.out().startsWith("demo: float32 on cpu, 1 thread, 8.2 million parameters, 10 text layers"),
                run.out());
        assertTrue(run.out().contains("788 visual tokens"), run.out());
        assertTrue(run.out().contains("GFLOP/s"), run.out());
        for (String row : List.of("ratio 1.0", "ratio 0.1", "kept 0.4")) {
            assertEquals(
                    1, run.out().lines().filter(line -> line.startsWith(row)).count(), run.out());
        }
    }

    @Test
    void wrongUsageSaysWhatIsRight() {
        Run.of("bench", "--shape", "7b").assertFailure(2, "is none of 11b, 90b, small");
        Run.of("bench", "--shape", "11b", "--layers", "3").assertFailure(2, "from 9 to 40");
        Run.of("bench", "--layers", "9").assertFailure(2, "need --shape");
        Run.of("bench", "--shape", "11b", "--model", "demo").assertFailure(2, "exclude each other");
        Run.of("bench", "--ratios", "0").assertFailure(2, "above 0 and at most 1");
        Run.of("bench", "--prompt", "5").assertFailure(2, "at least 6 prompt tokens");
        Run.of("bench", "--batch", "0").assertFailure(2, "at least 1 conversation");
        Run.of("bench", "--dtype", "fp16").assertFailure(2, "is none of float32, bfloat16, float16");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing tells how much memory is free")
    void moreThanFitsIsRefused() {
        Run.of("bench", "--shape", "90b").assertFailure(1, "Close other programs, or take a smaller model.");
    }
}
