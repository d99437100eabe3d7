package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps on the embedded model from the command line. */
class SweepCommandTest {
    private static final String FIRST = Run.picture("scene-01.png");
    private static final String QUESTION = "What is in the picture?";

    @Test
    void sweepsOneQuestion() {
        JsonObject whole = Run.of(
                        "sweep", "--image", FIRST, "--ratios", "1,0.1", "--rules", "grid,random", "--json", QUESTION)
                .assertSuccess()
                .json()
                .get(0);
        JsonObject sweep = whole.getAsJsonObject("sweep");
        JsonArray points = sweep.getAsJsonArray("points");
        assertEquals(4, points.size());
        for (int i = 0; i < 4; i++) {
            JsonObject point = points.get(i).getAsJsonObject();
            assertEquals(i < 2 ? "grid" : "random", point.get("rule").getAsString());
            if (i % 2 == 0) {
                assertEquals(1, point.get("agreement").getAsDouble());
                assertEquals(0, point.get("divergence").getAsDouble());
                assertEquals(
                        sweep.get("probability").getAsDouble(),
                        point.get("probability").getAsDouble());
                assertEquals(sweep.get("answer"), point.get("answer"));
            } else {
                assertTrue(point.get("cacheBytes").getAsLong()
                        < sweep.get("cacheBytes").getAsLong());
            }
            assertTrue(point.getAsJsonObject("retainedMass").size() > 1);
        }
    }

    @Test
    void printsATable() {
        List<String> lines = Run.of("sweep", "--image", FIRST, "--ratios", "0.1", "--rules", "trimmed-llama", QUESTION)
                .assertSuccess()
                .out()
                .lines()
                .toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("full answer (probability "));
        assertTrue(lines.get(2).startsWith("trimmed-llama"));
    }

    @Test
    void sweepsScenes(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("sweep.csv");
        Run.of("sweep", "--scenes", "2", "--seed", "3", "--ratios", "0.1", "--csv", "--output", file.toString())
                .assertSuccess();
        List<String> lines = Files.readAllLines(file);
        assertEquals(1 + 2 * 5, lines.size());
        assertTrue(lines.get(0).startsWith("scene,question,truth,"));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
        JsonObject whole = Run.of("sweep", "--scenes", "2", "--seed", "3", "--ratios", "1", "--rules", "grid", "--json")
                .assertSuccess()
                .json()
                .get(0);
        JsonObject point = whole.getAsJsonArray("points").get(0).getAsJsonObject();
        assertEquals(1, point.get("agreement").getAsDouble());
        assertEquals(whole.get("accuracy"), point.get("accuracy"));
        assertEquals(2, whole.getAsJsonArray("scenes").size());
        String text = Run.of("sweep", "--scenes", "1", "--ratios", "0.05", "--rules", "last-query")
                .assertSuccess()
                .out();
        assertTrue(text.startsWith("1 scenes of seed 0, "), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--scenes 0", "--scenes 1 question", "--scenes 1 --ratios 2", "--scenes 1 --rules none"})
    void refusesWrongUsage(String arguments) {
        String[] split = ("sweep " + arguments).strip().split(" ");
        Run.of(split).assertFailure(2, "");
    }

    @Test
    void countsWhenAsked() {
        Run run = Run.of("sweep", "--scenes", "1", "--ratios", "0.1", "--rules", "grid,random", "--progress");
        assertEquals(0, run.status());
        assertEquals("\r1 of 2\r2 of 2\n", run.err());
    }
}
