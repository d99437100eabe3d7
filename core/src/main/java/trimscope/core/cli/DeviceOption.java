package trimscope.core.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DeviceException;
import trimscope.core.device.EngineLibraries;
import trimscope.core.memory.MachineMemory;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryException;
import trimscope.core.memory.MemoryVerdict;

/** Where to compute, with which native libraries, and whether memory is looked at before. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class DeviceOption {
    private final CudaSupport cuda;
    private final Optional<Predicate<String>> person;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description = "Where to compute: cpu, or cuda:0, cuda:1, … for a GPU. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--libraries",
            paramLabel = "DIR",
            description =
                    "Folder with PyTorch " + EngineLibraries.VERSION + ", such as torch/lib of a Python installation."
                            + " Default: the program's own for the CPU; for a GPU those of a Python installation, else"
                            + " those that were downloaded.")
    private @Nullable Path libraries;

    @Option(
            names = "--download-libraries",
            description = "If a GPU is chosen and there are no libraries for it, download them without asking.")
    private boolean downloading;

    @Option(
            names = "--no-memory-check",
            description =
                    "Load even if the estimate says that memory will not do; the system may end the program then.")
    private boolean unchecked;

    /** For picocli. */
    DeviceOption() {
        this(CudaSupport.ofMachine(), LibraryDownload.personAtTerminal());
    }

    /** @param person answers whether to download libraries; empty if nobody is there to ask */
    DeviceOption(CudaSupport cuda, Optional<Predicate<String>> person) {
        this.cuda = cuda;
        this.person = person;
    }

    /** @throws ParameterException if that is no name of a device */
    ComputeDevice device(CommandLine command) {
        return named(command, device);
    }

    /** @throws ParameterException if that is no name of a device */
    static ComputeDevice named(CommandLine command, String text) {
        return ComputeDevice.named(text)
                .orElseThrow(() -> new ParameterException(
                        command,
                        "Invalid value for option '--device': '" + text + "' is neither cpu nor cuda:0, cuda:1, …"));
    }

    /**
     * Chooses the engine's libraries, which may be downloaded now if a person agrees; must come before anything of the engine is
     * called.
     *
     * @throws DeviceException if the device cannot be used
     */
    ComputeDevice prepare(CommandLine command) throws DeviceException {
        ComputeDevice chosen = device(command);
        cuda.require(chosen);
        if (!chosen.isCpu() && libraries == null && !cuda.hasLibraries()) {
            LibraryDownload download = new LibraryDownload(person, command.getErr());
            if (downloading) {
                download.agreed(cuda.source());
            } else {
                download.ask(cuda.source());
            }
        }
        cuda.prepare(chosen, Optional.ofNullable(libraries));
        return chosen;
    }

    /**
     * Warns on standard error of what will be slow.
     *
     * @throws MemoryException if memory would run out
     */
    void check(CommandLine command, MemoryEstimate estimate) throws MemoryException {
        MemoryVerdict verdict = estimate.against(new MachineMemory(), 0);
        PrintWriter err = command.getErr();
        if (verdict.isWarning()) {
            err.println(verdict.sentence());
        }
        if (!unchecked) {
            verdict.require();
        }
    }
}
