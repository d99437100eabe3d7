package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.memory.PeakMemory;

/** A long prompt's memory grows with its length, not with the square of it: no layer has all probabilities at once. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells the peak of a process")
class LongPromptTest {
    private static final int ROWS = 1900;
    /** The probabilities of one layer alone, 6 · 1900² float32 numbers, are 87 MB, and whoever makes them copies them. */
    private static final long MOST = 60L << 20;

    private static void prefill(Mllama model) {
        int[] ids = IntStream.range(0, ROWS).map(i -> 5 + i % 900).toArray();
        model.prefill(ids, Optional.empty(), Selection.NONE, ROWS + 1, new Cancellation())
                .close();
    }

    private static long resident() throws IOException {
        return 1024
                * Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
    }

    @Test
    void noLayerHasAllProbabilitiesAtOnce() throws Exception {
        try (Mllama model =
                Mllama.load(Checkpoint.open(EmbeddedModel.folder()), ModelOptions.defaults(), new Cancellation())) {
            // The allocator keeps what it got for the first one.
            prefill(model);
            long before = resident();
            PeakMemory peak = PeakMemory.fromNow();
            prefill(model);
            long growth = peak.bytes().orElseThrow() - before;
            assertTrue(growth < MOST, "a prompt of " + ROWS + " rows took " + growth + " bytes");
        }
    }
}
