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
                "GPU_LOST | CUDA error: device-side assert triggered",
                "GPU_LOST | CUDA error: an illegal memory access was encountered",
                "GPU_LOST | CUDA error: CUDA-capable device(s) is/are busy or unavailable",
                "NO_CUDA | Could not run 'aten::empty_strided' with arguments from the 'CUDA' backend"
            })
    void isToldByItsWords(NativeFailure kind, String message) {
        String trace = "The following operation failed in the TorchScript interpreter.\nRuntimeError: " + message;
        assertEquals(Optional.of(kind), NativeFailure.of(new IllegalStateException(trace)));
    }

    @Test
    void otherFailuresAreNotOfNativeCode() {
        assertEquals(Optional.of(NativeFailure.MAIN_MEMORY), NativeFailure.of(new OutOfMemoryError()));
        assertEquals(Optional.empty(), NativeFailure.of(new IllegalStateException("something else")));
        assertEquals(Optional.empty(), NativeFailure.of(new NullPointerException()));
    }
}
