package trimscope.core.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trimscope.core.benchmark.Report;
import trimscope.core.device.ComputeDevice;

/** A benchmark's report as a table for people or as JSON. */
final class BenchPrinter {
    private final PrintWriter out;

    BenchPrinter(PrintWriter out) {
        this.out = out;
    }

    /**
     * One JSON object with {@code model} and the fields of {@link Report}; what could not be measured is null.
     *
     * @param name what to call the model
     */
    void json(Report report, String name) {
        Gson gson = new GsonBuilder().serializeNulls().create();
        JsonObject object = gson.toJsonTree(report).getAsJsonObject();
        object.addProperty("model", name);
        out.println(gson.toJson(object));
        out.flush();
    }

    /** @param name what to call the model */
    void table(Report report, String name) {
        boolean large = report.parameters() >= 1e9;
        print(
                "%s: %s on %s, %d thread%s, %.1f %s parameters, %d text layers",
                name,
                report.precision(),
                report.device(),
                report.threads(),
                report.threads() == 1 ? "" : "s",
                report.parameters() / (large ? 1e9 : 1e6),
                large ? "billion" : "million",
                report.layers());
        print(
                "%d visual tokens, %d prompt tokens, %d answer tokens; medians of %d",
                report.visualTokens(), report.promptTokens(), report.answerTokens(), report.repeats());
        print(
                "machine: copies %.1f GB/s, multiplies matrices at %.0f GFLOP/s; floors follow from these",
                report.copyBytesPerSecond() / 1e9, report.productFlopPerSecond() / 1e9);
        print(
                "picture: %.1f ms (floor %.1f), peak memory %s",
                report.visionMillis(), report.visionFloorMillis(), mebibytes(report.visionPeakBytes()));
        out.println();
        print(
                "%-11s %5s %7s %11s %8s %12s %8s %14s %14s %10s",
                "",
                "batch",
                "kept %",
                "prefill ms",
                "floor",
                "ms per step",
                "floor",
                "cache bytes",
                "by formula",
                "peak MiB");
        for (Report.Row row : report.rows()) {
            print(
                    "%-11s %5d %7.1f %11.1f %8.1f %12.2f %8.2f %14d %14d %10s",
                    row.trimming(),
                    row.batch(),
                    100 * row.keptShare(),
                    row.prefillMillis(),
                    row.prefillFloorMillis(),
                    row.tokenMillis(),
                    row.tokenFloorMillis(),
                    row.cacheBytes(),
                    row.cacheBytesFormula(),
                    number(row.peakBytes()));
        }
        aboutPeaks(report).ifPresent(out::println);
        out.flush();
    }

    /** What a peak is where it is not the process's own, or why there is none. */
    private static Optional<String> aboutPeaks(Report report) {
        boolean known = report.visionPeakBytes() != null;
        if (!report.device().equals(ComputeDevice.CPU.name())) {
            return Optional.of(
                    known
                            ? "Peak memory is all that the GPU held, for other programs too."
                            : "Peak memory is not known: the GPU's driver does not tell what it holds.");
        }
        return known
                ? Optional.empty()
                : Optional.of(
                        "Peak memory can be measured on Linux only, where the process may reset its high-water mark.");
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static String mebibytes(@Nullable Long bytes) {
        return bytes == null ? "not measured" : number(bytes) + " MiB";
    }

    private static String number(@Nullable Long bytes) {
        return bytes == null ? "-" : String.format(Locale.ROOT, "%.0f", bytes / 1048576.0);
    }
}
