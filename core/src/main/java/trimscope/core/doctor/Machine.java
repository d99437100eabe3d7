package trimscope.core.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.EngineLibraries;
import trimscope.core.device.Gpus;
import trimscope.core.memory.MachineMemory;
import trimscope.core.memory.MemoryEstimate;

/** What a reader of a bug report must know of a machine. Nothing that tells who or where its owner is. */
public final class Machine {
    /** Environment variables that change how memory is allocated. */
    private static final String[] ALLOCATION = {
        "LD_PRELOAD", "GLIBC_TUNABLES", "MALLOC_CONF", "PYTORCH_CUDA_ALLOC_CONF", "OMP_NUM_THREADS"
    };

    /** Environment variables that let GPUs compute float32 with fewer bits. */
    private static final String[] FLOAT32 = {"TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "NVIDIA_TF32_OVERRIDE"};

    private Machine() {}

    /** Names and values, in order. */
    public static Map<String, String> facts(ComputeDevice device) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "TrimScope",
                Optional.ofNullable(Machine.class.getPackage().getImplementationVersion())
                        .orElse("not packaged"));
        facts.put(
                "Java",
                System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vm.name") + ", heap up to "
                        + MemoryEstimate.gigabytes(Runtime.getRuntime().maxMemory()));
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.put("processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " threads");
        facts.put("memory free", bytes(new MachineMemory().bytes(ComputeDevice.CPU)));
        Gpus gpus = Gpus.ofMachine();
        facts.put(
                "GPUs",
                gpus.all().isEmpty()
                        ? "none that CUDA can use"
                        : gpus.all().stream()
                                .map(gpu -> gpu.device().name() + " " + gpu.model() + " "
                                        + MemoryEstimate.gigabytes(gpu.bytes()) + ", free "
                                        + bytes(gpus.freeBytes(gpu.device())))
                                .collect(Collectors.joining("; ")));
        facts.put("device", device.name());
        facts.put("PyTorch", EngineLibraries.VERSION + ", libraries: " + EngineLibraries.current());
        facts.put("allocation", variables(ALLOCATION, "as the system does"));
        facts.put("float32", variables(FLOAT32, "as PyTorch does"));
        return facts;
    }

    private static String variables(String[] names, String otherwise) {
        String set = Stream.of(names)
                .filter(name -> System.getenv(name) != null)
                .map(name -> name + "=" + System.getenv(name))
                .collect(Collectors.joining(" "));
        return set.isEmpty() ? otherwise : set;
    }

    private static String bytes(OptionalLong told) {
        return told.isPresent() ? MemoryEstimate.gigabytes(told.getAsLong()) : "not told";
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        try {
            if (Files.isReadable(file)) {
                return Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown");
            }
        } catch (IOException e) {
            return "unknown";
        }
        return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse("unknown");
    }
}
