package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import trimscope.core.benchmark.Report;

/** What the table says of memory on devices that are not here. */
class BenchPrinterTest {
    private static final String PEAK = "Peak memory";

    private static String table(String device, @Nullable Long peak) {
        Report.Row row = new Report.Row("ratio 1.0", 1, 100, 1, 2, 1, 2, 1, 1000, 1000, peak);
        Report report =
                new Report(device, 1, "bfloat16", 1_000_000, 10, 100, 32, 16, 5, 1e11, 1e12, 10, 5, peak, List.of(row));
        StringWriter out = new StringWriter();
        new BenchPrinter(new PrintWriter(out)).table(report, "demo");
        return out.toString();
    }

    @Test
    void aGpusPeakIsNotTheProcesssAlone() {
        String table = table("cuda:0", 3L << 30);
        assertTrue(table.contains("peak memory 3072 MiB"), table);
        assertTrue(
                table.endsWith(PEAK + " is all that the GPU held, for other programs too." + System.lineSeparator()),
                table);
    }

    @Test
    void anUnknownPeakSaysWhy() {
        assertTrue(table("cuda:0", null).contains(PEAK + " is not known: the GPU's driver"), table("cuda:0", null));
        assertTrue(table("cpu", null).contains(PEAK + " can be measured on Linux only"), table("cpu", null));
    }

    @Test
    void onACpuAKnownPeakNeedsNoWords() {
        assertEquals(-1, table("cpu", 3L << 30).indexOf(PEAK));
    }
}
