package trimscope.core.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trimscope.core.benchmark.Benchmark;
import trimscope.core.benchmark.Trial;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.NativeFailure;
import trimscope.core.doctor.Finding;
import trimscope.core.doctor.Fixtures;
import trimscope.core.doctor.Machine;
import trimscope.core.model.Cancellation;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;

/** Checks the program on a machine and a device. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Check on a device that kernels compute what the reference implementation does, time the embedded model, and"
                    + " print a report that can go into a bug report.",
            "",
            "A tiny model of random weights answers full and trimmed, in every number format; its numbers are held"
                    + " against those of transformers.",
            ""
        },
        footer = {"", "Exit status: 0 all is right, 1 something is not, 2 wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class DoctorCommand implements Callable<Integer> {
    private static final int PROMPT_TOKENS = 32;
    private static final int ANSWER_TOKENS = 16;
    private static final int REPEATS = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOption device;

    @Option(names = "--no-bench", description = "Leave out the timing.")
    private boolean noBench;

    @Override
    public Integer call() throws Exception {
        ComputeDevice chosen = device.prepare(spec.commandLine());
        Fixtures fixtures = Fixtures.read();
        PrintWriter out = spec.commandLine().getOut();
        Machine.facts(chosen).forEach((name, value) -> line(out, "%-12s %s", name, value));
        out.println();
        line(out, "against %s on the CPU, largest relative error (allowed):", fixtures.madeWith());
        boolean right = true;
        for (Precision precision : Precision.values()) {
            right &= check(out, fixtures, chosen, precision);
        }
        out.println();
        if (right && !noBench) {
            bench(out, chosen);
        }
        line(out, right ? "All is right." : "Something is wrong: please report all of the above.");
        out.flush();
        return right ? 0 : 1;
    }

    /** A device that fails is a finding too. */
    private static boolean check(PrintWriter out, Fixtures fixtures, ComputeDevice device, Precision precision)
            throws IOException {
        List<Finding> findings;
        try {
            findings = fixtures.check(device, precision);
        } catch (RuntimeException e) {
            String why =
                    NativeFailure.of(e).map(NativeFailure::sentence).orElseGet(() -> Failures.oneLine(e.getMessage()));
            line(out, "FAIL  %-9s %s", precision.label(), why);
            return false;
        }
        for (Finding finding : findings) {
            line(
                    out,
                    "%-5s %-9s %-36s %9.2g (%.2g)",
                    finding.passes() ? "pass" : "FAIL",
                    precision.label(),
                    finding.what(),
                    finding.error(),
                    finding.allowed());
        }
        return findings.stream().allMatch(Finding::passes);
    }

    private static void bench(PrintWriter out, ComputeDevice device) throws Exception {
        ModelOptions options = ModelOptions.defaults().withDevice(device);
        try (Mllama demo = Mllama.load(Checkpoint.open(EmbeddedModel.folder()), options, new Cancellation())) {
            Benchmark.Settings settings = new Benchmark.Settings(
                    List.of(new Trial(1, false), new Trial(0.1, false)),
                    List.of(1),
                    PROMPT_TOKENS,
                    ANSWER_TOKENS,
                    REPEATS);
            new BenchPrinter(out).table(Benchmark.run(demo, settings), "demo");
            out.println();
        }
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
