package trimscope.core.device;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The few functions of the CUDA driver that tell of GPUs before PyTorch is loaded. They count GPUs in the order that PyTorch does and
 * obey {@code CUDA_VISIBLE_DEVICES}. Each returns 0 for success. Names and types are those of {@code cuda.h}.
 */
interface CudaDriver extends Library {
    int cuInit(int flags);

    /** The newest CUDA that the driver supports: 1000 times the major version and 10 times the minor one. */
    int cuDriverGetVersion(IntByReference version);

    int cuDeviceGetCount(IntByReference count);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);

    int cuDeviceTotalMem_v2(LongByReference bytes, int device);

    int cuDevicePrimaryCtxRetain(PointerByReference context, int device);

    int cuDevicePrimaryCtxRelease_v2(int device);

    int cuCtxPushCurrent_v2(Pointer context);

    int cuCtxPopCurrent_v2(PointerByReference context);

    int cuMemGetInfo_v2(LongByReference free, LongByReference total);
}
