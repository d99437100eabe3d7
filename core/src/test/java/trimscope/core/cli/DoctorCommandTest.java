package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.device.ComputeDevice;
import trimscope.core.doctor.Finding;
import trimscope.core.doctor.Fixtures;
import trimscope.core.model.ModelOptions.Precision;

class DoctorCommandTest {
    @Test
    void theCpuIsRightInEveryFormat() throws Exception {
        Run run = Run.of("doctor").assertSuccess();
        for (String word : List.of(
                "Java",
                "processor",
                "PyTorch",
                "device       cpu",
                "float32      as PyTorch does",
                "against transformers",
                "demo: ")) {
            assertTrue(run.out().contains(word), word + "\n" + run.out());
        }
        assertEquals(
                14, run.out().lines().filter(line -> line.startsWith("pass")).count(), run.out());
        assertFalse(run.out().contains("FAIL"), run.out());
        assertTrue(run.out().endsWith("All is right." + System.lineSeparator()), run.out());
    }

    @Test
    void aDeviceThatCannotComputeFailsWithAReport() {
        List<String> lines =
                Run.of("doctor", "--device", "cuda:99").err().lines().toList();
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("There is no "), lines::toString);
    }

    @ParameterizedTest
    @CsvSource({"BFLOAT16, 1e-3, 0.045", "FLOAT16, 1e-4, 0.0057"})
    void sixteenBitsAreNotComparedWithThemselves(Precision precision, double least, double most) throws Exception {
        double found = Fixtures.read().check(ComputeDevice.CPU, precision).stream()
                .mapToDouble(Finding::error)
                .max()
                .orElseThrow();
        assertTrue(found > least && found < most, () -> "rounding shows: " + found);
    }

    @Test
    void aLargerErrorDoesNotPass() {
        assertTrue(new Finding("x", 0.001, 0.001).passes());
        assertFalse(new Finding("x", 0.0011, 0.001).passes());
        assertFalse(new Finding("x", Double.POSITIVE_INFINITY, 0.001).passes());
    }
}
