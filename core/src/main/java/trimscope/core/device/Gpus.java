package trimscope.core.device;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongBinaryOperator;

/** The GPUs of this machine, told by the CUDA driver without starting the engine. */
public final class Gpus {
    private static final int LONGEST_NAME = 256;
    private static final int SUCCESS = 0;

    private final Optional<CudaDriver> driver;

    Gpus(Optional<CudaDriver> driver) {
        this.driver = driver.filter(loaded -> loaded.cuInit(0) == SUCCESS);
    }

    /** Those of this machine; none where there is no CUDA driver. */
    public static Gpus ofMachine() {
        return new Gpus(load());
    }

    private static Optional<CudaDriver> load() {
        try {
            return Optional.of(Native.load(Platform.isWindows() ? "nvcuda" : "libcuda.so.1", CudaDriver.class));
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    /** The newest CUDA that the driver supports, such as 12080 for 12.8; empty if it does not tell. */
    public OptionalInt cudaVersion() {
        IntByReference version = new IntByReference();
        try {
            return driver.isPresent() && driver.get().cuDriverGetVersion(version) == SUCCESS
                    ? OptionalInt.of(version.getValue())
                    : OptionalInt.empty();
        } catch (UnsatisfiedLinkError e) {
            return OptionalInt.empty();
        }
    }

    /** All of them, in CUDA's order. */
    public List<Gpu> all() {
        List<Gpu> found = new ArrayList<>();
        driver.ifPresent(cuda -> {
            IntByReference count = new IntByReference();
            for (int i = 0; cuda.cuDeviceGetCount(count) == SUCCESS && i < count.getValue(); i++) {
                gpu(cuda, i).ifPresent(found::add);
            }
        });
        return found;
    }

    private static Optional<Gpu> gpu(CudaDriver cuda, int index) {
        IntByReference device = new IntByReference();
        byte[] name = new byte[LONGEST_NAME];
        LongByReference bytes = new LongByReference();
        boolean known = cuda.cuDeviceGet(device, index) == SUCCESS
                && cuda.cuDeviceGetName(name, name.length, device.getValue()) == SUCCESS
                && cuda.cuDeviceTotalMem_v2(bytes, device.getValue()) == SUCCESS;
        return known
                ? Optional.of(new Gpu(
                        ComputeDevice.gpu(index), Native.toString(name, StandardCharsets.UTF_8), bytes.getValue()))
                : Optional.empty();
    }

    /** Bytes that are free on a GPU now; empty if it does not tell. Takes some of its memory for a moment. */
    public OptionalLong freeBytes(ComputeDevice gpu) {
        return memory(gpu, (free, total) -> free);
    }

    /** Bytes that are in use on a GPU now, by this process and all others; empty if it does not tell. */
    public OptionalLong usedBytes(ComputeDevice gpu) {
        return memory(gpu, (free, total) -> total - free);
    }

    /** @param wanted of free and total bytes */
    private OptionalLong memory(ComputeDevice gpu, LongBinaryOperator wanted) {
        if (driver.isEmpty()) {
            return OptionalLong.empty();
        }
        CudaDriver cuda = driver.get();
        IntByReference device = new IntByReference();
        PointerByReference context = new PointerByReference();
        if (cuda.cuDeviceGet(device, gpu.gpuIndex()) != SUCCESS
                || cuda.cuDevicePrimaryCtxRetain(context, device.getValue()) != SUCCESS) {
            return OptionalLong.empty();
        }
        try {
            LongByReference free = new LongByReference();
            LongByReference total = new LongByReference();
            if (cuda.cuCtxPushCurrent_v2(context.getValue()) != SUCCESS) {
                return OptionalLong.empty();
            }
            boolean known = cuda.cuMemGetInfo_v2(free, total) == SUCCESS;
            cuda.cuCtxPopCurrent_v2(new PointerByReference());
            return known
                    ? OptionalLong.of(wanted.applyAsLong(free.getValue(), total.getValue()))
                    : OptionalLong.empty();
        } finally {
            cuda.cuDevicePrimaryCtxRelease_v2(device.getValue());
        }
    }
}
