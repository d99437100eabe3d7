package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GpusTest {
    private static final int NO_DEVICE = 100;

    /** A driver with two GPUs of which the second does not give out a context. */
    private static class Driver implements CudaDriver {
        private int contexts;

        @Override
        public int cuInit(int flags) {
            return 0;
        }

        @Override
        public int cuDriverGetVersion(IntByReference version) {
            version.setValue(12080);
            return 0;
        }

        @Override
        public int cuDeviceGetCount(IntByReference count) {
            count.setValue(2);
            return 0;
        }

        @Override
        public int cuDeviceGet(IntByReference device, int ordinal) {
            device.setValue(10 + ordinal);
            return 0;
        }

        @Override
        public int cuDeviceGetName(byte[] name, int length, int device) {
            byte[] text = ("Card " + device).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, name, 0, text.length);
            return 0;
        }

        @Override
        public int cuDeviceTotalMem_v2(LongByReference bytes, int device) {
            bytes.setValue(80L << 30);
            return 0;
        }

        @Override
        public int cuDevicePrimaryCtxRetain(PointerByReference context, int device) {
            contexts += device == 10 ? 1 : 0;
            return device == 10 ? 0 : NO_DEVICE;
        }

        @Override
        public int cuDevicePrimaryCtxRelease_v2(int device) {
            contexts--;
            return 0;
        }

        @Override
        public int cuCtxPushCurrent_v2(Pointer context) {
            return 0;
        }

        @Override
        public int cuCtxPopCurrent_v2(PointerByReference context) {
            return 0;
        }

        @Override
        public int cuMemGetInfo_v2(LongByReference free, LongByReference total) {
            free.setValue(70L << 30);
            total.setValue(80L << 30);
            return 0;
        }
    }

    @Test
    void tellsModelAndMemory() {
        Driver driver = new Driver();
        Gpus gpus = new Gpus(Optional.of(driver));
        assertEquals(
                List.of(
                        new Gpu(ComputeDevice.gpu(0), "Card 10", 80L << 30),
                        new Gpu(ComputeDevice.gpu(1), "Card 11", 80L << 30)),
                gpus.all());
        assertEquals(OptionalLong.of(70L << 30), gpus.freeBytes(ComputeDevice.gpu(0)));
        assertEquals(OptionalLong.empty(), gpus.freeBytes(ComputeDevice.gpu(1)));
        assertEquals(OptionalLong.of(10L << 30), gpus.usedBytes(ComputeDevice.gpu(0)));
        assertEquals(OptionalLong.empty(), gpus.usedBytes(ComputeDevice.gpu(1)));
        assertEquals(0, driver.contexts, "given back");
    }

    @Test
    void tellsTheNewestCudaOfTheDriver() {
        assertEquals(OptionalInt.of(12080), new Gpus(Optional.of(new Driver())).cudaVersion());
        assertEquals(OptionalInt.empty(), new Gpus(Optional.empty()).cudaVersion());
        Driver lacksIt = new Driver() {
            @Override
            public int cuDriverGetVersion(IntByReference version) {
                throw new UnsatisfiedLinkError("Error looking up function 'cuDriverGetVersion'");
            }
        };
        assertEquals(OptionalInt.empty(), new Gpus(Optional.of(lacksIt)).cudaVersion());
    }

    @Test
    void withoutADriverThereIsTheCpu() {
        for (Gpus none : List.of(new Gpus(Optional.empty()), new Gpus(Optional.of(new Driver() {
            @Override
            public int cuInit(int flags) {
                return NO_DEVICE;
            }
        })))) {
            assertEquals(List.of(), none.all());
            assertEquals(OptionalLong.empty(), none.freeBytes(ComputeDevice.gpu(0)));
            assertEquals(OptionalLong.empty(), none.usedBytes(ComputeDevice.gpu(0)));
        }
    }
}
