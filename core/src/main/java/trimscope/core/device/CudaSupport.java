package trimscope.core.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a machine has for computing on GPUs: the GPUs, and PyTorch's libraries for CUDA ({@code docs/decisions/gpu-libraries.md}). */
public final class CudaSupport {
    /** Libraries for any CUDA 12 run on a driver for any other. */
    private static final int OLDEST_CUDA = 12000;

    private final Supplier<List<Gpu>> gpus;
    private final Supplier<OptionalInt> cudaVersion;
    private final Supplier<List<Path>> installed;
    private final DownloadSource source;

    /**
     * Looks anew each time that it is asked.
     *
     * @param cudaVersion the newest CUDA that the driver supports, as {@link Gpus#cudaVersion()} tells
     * @param installed folders that may have libraries, the likeliest first
     * @param source where libraries can be downloaded from, and lie once they were
     */
    public CudaSupport(
            Supplier<List<Gpu>> gpus,
            Supplier<OptionalInt> cudaVersion,
            Supplier<List<Path>> installed,
            DownloadSource source) {
        this.gpus = gpus;
        this.cudaVersion = cudaVersion;
        this.installed = installed;
        this.source = source;
    }

    /** This machine and its Python installations. */
    public static CudaSupport ofMachine() {
        return new CudaSupport(
                () -> Gpus.ofMachine().all(),
                () -> Gpus.ofMachine().cudaVersion(),
                () -> PythonInstallations.ofMachine().torchFolders(),
                DownloadSource.ofUser());
    }

    /** All of them, in CUDA's order. */
    public List<Gpu> gpus() {
        return gpus.get();
    }

    public DownloadSource source() {
        return source;
    }

    /** Whether libraries need neither be named nor downloaded; those named from outside count, as no others can take their place. */
    public boolean hasLibraries() {
        try {
            if (!EngineLibraries.isNamedFromOutside()) {
                libraries();
            }
            return true;
        } catch (DeviceException e) {
            return false;
        }
    }

    /**
     * Libraries of a Python installation, else those that were downloaded.
     *
     * @throws DeviceException if none fit
     */
    EngineLibraries libraries() throws DeviceException {
        List<String> refused = new ArrayList<>();
        for (Path folder : Stream.concat(installed.get().stream(), Stream.of(source.folder()))
                .filter(Files::isDirectory)
                .toList()) {
            try {
                EngineLibraries found = EngineLibraries.in(folder);
                if (found.cuda()) {
                    return found;
                }
                refused.add(folder + " is for the CPU only");
            } catch (DeviceException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        throw new DeviceException("PyTorch's libraries for CUDA were not found"
                + (refused.isEmpty() ? "" : " (" + String.join("; ", refused) + ")")
                + ": " + EngineLibraries.ADVICE + ", name the folder torch/lib that has them"
                + (source.isOffered()
                        ? ", or let TrimScope download them (in the window under the models, or --download-libraries)."
                        : "; there are none to download for " + source.platform() + "."));
    }

    /**
     * Makes sure that a device is there, and its driver new enough.
     *
     * @throws DeviceException if not
     */
    public void require(ComputeDevice device) throws DeviceException {
        if (device.isCpu()) {
            return;
        }
        List<Gpu> all = gpus();
        if (all.isEmpty()) {
            throw new DeviceException("There is no GPU here that CUDA can use (no NVIDIA driver, or no NVIDIA GPU):"
                    + " compute on the CPU instead.");
        }
        if (all.stream().noneMatch(gpu -> gpu.device().equals(device))) {
            throw new DeviceException("There is no " + device.name() + " here, only "
                    + String.join(
                            ", ", all.stream().map(gpu -> gpu.device().name()).toList()) + ".");
        }
        OptionalInt found = cudaVersion.get();
        if (found.isPresent() && found.getAsInt() < OLDEST_CUDA) {
            throw new DeviceException("The NVIDIA driver here supports CUDA up to " + version(found.getAsInt())
                    + ", but " + version(OLDEST_CUDA) + " is needed: install a newer driver, or compute on the CPU.");
        }
    }

    private static String version(int number) {
        return number / 1000 + "." + number % 1000 / 10;
    }

    /**
     * Makes sure that the engine will be able to compute on a device; must come before anything of the engine is called.
     *
     * @param chosen the folder that a person named; empty to take the program's own libraries for the CPU and, for a GPU, those
     *     that are found, or those that the user told DJL itself for either
     * @throws DeviceException if there is no such device, or no libraries for it
     */
    public void prepare(ComputeDevice device, Optional<Path> chosen) throws DeviceException {
        Optional<EngineLibraries> named =
                chosen.isPresent() ? Optional.of(EngineLibraries.in(chosen.get())) : EngineLibraries.namedFromOutside();
        if (named.isPresent() && !device.isCpu() && !named.get().cuda()) {
            throw new DeviceException(named.get().folder() + ": these libraries compute on the CPU only.");
        }
        require(device);
        if (named.isPresent()) {
            named.get().use();
        } else if (!device.isCpu() && !EngineLibraries.isNamedFromOutside()) {
            libraries().use();
        }
    }
}
