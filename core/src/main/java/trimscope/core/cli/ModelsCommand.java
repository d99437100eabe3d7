package trimscope.core.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.catalog.CatalogEntry;
import trimscope.core.catalog.HubCache;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.Gpu;
import trimscope.core.device.Gpus;
import trimscope.core.memory.FreeMemory;
import trimscope.core.memory.MachineMemory;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryVerdict;

/** Lists models and devices. */
@Command(
        name = "models",
        sortOptions = false,
        description = {
            "List the models on this machine and what each would need, and the devices it could run on.",
            "",
            "Looks into the embedded model, the given folders, and the cache of the Hugging Face tools (HF_HUB_CACHE,"
                    + " HF_HOME, or ~/.cache/huggingface/hub). Reads headers only; loads and downloads nothing.",
            ""
        },
        footer = {"", "Exit status: 0 success, 1 failure, 2 wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class ModelsCommand implements Callable<Integer> {
    private static final String DEMO = "demo";
    private static final int MOST_NAME = 44;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "Further model folders to look into.")
    private List<Path> folders = new ArrayList<>();

    @Mixin
    private PrecisionOption precision;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Device that the need of memory is told for: cpu, cuda:0, … Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(names = "--json", description = "Print one JSON object with models and devices instead.")
    private boolean json;

    /** A model as it is told; field names are those of the JSON. */
    private record Line(
            String name,
            @Nullable String revision,
            String folder,
            long bytes,
            @Nullable String dtype,
            @Nullable Long parameters,
            @Nullable String precision,
            @Nullable Long neededBytes,
            @Nullable Long mappedBytes,
            @Nullable String memory,
            @Nullable String sentence,
            @Nullable String problem) {}

    /** Everything that is told. */
    private record Listing(List<Line> models, List<DeviceLine> devices) {}

    /** A device as it is told. */
    private record DeviceLine(
            String device,
            String model,
            @Nullable Long bytes,
            @Nullable Long freeBytes) {}

    @Override
    public Integer call() {
        precision.check(spec.commandLine());
        ComputeDevice chosen = DeviceOption.named(spec.commandLine(), device);
        FreeMemory free = new MachineMemory();
        List<CatalogEntry> entries = new ArrayList<>();
        try {
            entries.add(CatalogEntry.of(DEMO, EmbeddedModel.folder()));
        } catch (IOException e) {
            spec.commandLine().getErr().println(Failures.sentence(e));
        }
        folders.forEach(folder -> entries.add(CatalogEntry.of(folder)));
        entries.addAll(HubCache.ofUser().entries());
        List<Line> lines =
                entries.stream().map(entry -> line(entry, chosen, free)).toList();
        List<DeviceLine> devices = devices(free);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new GsonBuilder().create().toJson(new Listing(lines, devices)));
        } else {
            table(out, lines, devices);
        }
        out.flush();
        return 0;
    }

    private Line line(CatalogEntry entry, ComputeDevice chosen, FreeMemory free) {
        Optional<Checkpoint> checkpoint = entry.checkpoint();
        Optional<MemoryEstimate> estimate = checkpoint.map(opened -> MemoryEstimate.of(
                opened,
                precision.modelOptions(spec.commandLine(), opened.bytes()).withDevice(chosen)));
        Optional<MemoryVerdict> verdict = estimate.map(each -> each.against(free, 0));
        return new Line(
                entry.name(),
                entry.revision().orElse(null),
                entry.folder().toString(),
                entry.bytes(),
                checkpoint.map(opened -> opened.elementType().label()).orElse(null),
                checkpoint.map(Checkpoint::parameters).orElse(null),
                checkpoint
                        .map(opened -> precision
                                .modelOptions(spec.commandLine(), opened.bytes())
                                .precision()
                                .label())
                        .orElse(null),
                estimate.map(MemoryEstimate::needed).orElse(null),
                estimate.map(MemoryEstimate::mapped).orElse(null),
                verdict.map(each -> each.level().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                verdict.map(MemoryVerdict::sentence).orElse(null),
                entry.problem().orElse(null));
    }

    private static List<DeviceLine> devices(FreeMemory free) {
        List<DeviceLine> devices = new ArrayList<>();
        devices.add(new DeviceLine(
                ComputeDevice.CPU.name(), System.getProperty("os.arch"), null, boxed(free.bytes(ComputeDevice.CPU))));
        for (Gpu gpu : Gpus.ofMachine().all()) {
            devices.add(new DeviceLine(gpu.device().name(), gpu.model(), gpu.bytes(), boxed(free.bytes(gpu.device()))));
        }
        return devices;
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
    }

    private static void table(PrintWriter out, List<Line> lines, List<DeviceLine> devices) {
        out.println(row("model", "revision", "on disk", "stored as", "runs in", "needs", ""));
        for (Line line : lines) {
            out.println(row(
                    shortened(line.name()),
                    line.revision() == null ? "" : line.revision(),
                    MemoryEstimate.gigabytes(line.bytes()),
                    line.dtype() == null ? "" : line.dtype(),
                    line.precision() == null ? "" : line.precision(),
                    line.neededBytes() == null ? "" : MemoryEstimate.gigabytes(line.neededBytes()),
                    line.problem() == null ? String.valueOf(line.sentence()) : line.problem()));
            if (!line.name().equals(DEMO)) {
                out.println("  " + line.folder());
            }
        }
        out.println();
        for (DeviceLine each : devices) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-8s %s%s%s",
                    each.device(),
                    each.model(),
                    each.bytes() == null ? "" : ", " + MemoryEstimate.gigabytes(each.bytes()),
                    each.freeBytes() == null ? "" : ", " + MemoryEstimate.gigabytes(each.freeBytes()) + " free"));
        }
        if (devices.size() == 1) {
            out.println("No GPU that CUDA can use was found.");
        }
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "%-44s %-13s %9s  %-9s %-9s %9s  %s", (Object[]) cells)
                .stripTrailing();
    }

    /** The end of a long name says more than its beginning. */
    private static String shortened(String name) {
        return name.length() <= MOST_NAME ? name : "…" + name.substring(name.length() - MOST_NAME + 1);
    }
}
