package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeFailureTest {
    /** Messages as PyTorch 2.7 words them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIN_MEMORY | [enforce fail at alloc_cpu.cpp:119] DefaultCPUAllocator: can't allocate memory: you tried",
                "GPU_MEMORY | CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 23.65 GiB",
                "GPU_MEMORY | CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
                "GPU_MEMORY | CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
                "GPU_MEMORY | cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
                "GPU_MEMORY | cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
                "GPU_MEMORY | CUDA error: out of memory",
                "GPU_MEMORY | CUDA driver error: out of memory",
                "OLD_DRIVER | The NVIDIA driver on your system is too old (found version 11040).",
                "OLD_DRIVER | CUDA error: CUDA driver version is insufficient for CUDA runtime version",
                "UNKNOWN_GPU | CUDA error: no kernel image is available for execution on the device",
                "GPU_LOST | CUDA error: device-side assert triggered",
                "GPU_LOST | CUDA error: the launch timed out and was terminated",
                "GPU_LOST | CUDA error: misaligned address",
                "GPU_LOST | CUDA error: an illegal instruction was encountered",
                "GPU_LOST | CUDA error: driver shutting down",
                "GPU_LOST | Unexpected error from cudaGetDeviceCount(). Error 3: initialization error",
                "GPU_LOST | CUDA error: no CUDA-capable device is detected",
                "GPU_LOST | CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm(handle)`",
                "GPU_LOST | CUDA error: CUBLAS_STATUS_INTERNAL_ERROR when calling `cublasGemmEx(handle)`",
                "GPU_LOST | cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
                "GPU_LOST | CUDA error: a word of a version to come",
                "GPU_LOST | CUDA error: an illegal memory access was encountered",
                "GPU_LOST | CUDA error: CUDA-capable device(s) is/are busy or unavailable",
                "NO_CUDA | Could not run 'aten::empty_strided' with arguments from the 'CUDA' backend"
            })
    void isToldByItsWords(NativeFailure kind, String message) {
        String trace = "The following operation failed in the TorchScript interpreter.\nRuntimeError: " + message;
        assertEquals(Optional.of(kind), NativeFailure.of(new IllegalStateException(trace)));
    }

    @Test
    void isToldByItsCausesToo() {
        Throwable inside = new IllegalStateException("CUDA error: misaligned address");
        Throwable wrapped = new IllegalStateException("the step failed", new RuntimeException(null, inside));
        assertEquals(Optional.of(NativeFailure.GPU_LOST), NativeFailure.of(wrapped));
        Throwable heap = new IllegalStateException("CUDA error: whatever", new OutOfMemoryError());
        assertEquals(Optional.of(NativeFailure.MAIN_MEMORY), NativeFailure.of(heap));
    }

    @Test
    void causesInACircleEnd() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertEquals(Optional.empty(), NativeFailure.of(first));
    }

    @Test
    void librariesThatAreNotLoadedHaveNotFailed() {
        Throwable loader = new UnsatisfiedLinkError("libgomp.so.1: cannot allocate memory in static TLS block");
        assertEquals(Optional.empty(), NativeFailure.of(new LibrariesException(loader)));
    }

    @Test
    void otherFailuresAreNotOfNativeCode() {
        assertEquals(Optional.of(NativeFailure.MAIN_MEMORY), NativeFailure.of(new OutOfMemoryError()));
        assertEquals(Optional.empty(), NativeFailure.of(new IllegalStateException("something else")));
        assertEquals(Optional.empty(), NativeFailure.of(new NullPointerException()));
    }
}
