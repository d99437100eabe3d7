package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {
    @ParameterizedTest
    @CsvSource({"cpu, cpu, CPU", "cuda, cuda:0, GPU 0", "cuda:0, cuda:0, GPU 0", "cuda:12, cuda:12, GPU 12"})
    void readsTheNamesThatPeopleUse(String text, String name, String label) {
        ComputeDevice device = ComputeDevice.named(text).orElseThrow();
        assertEquals(name, device.name());
        assertEquals(label, device.label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "CPU", "cuda:", "cuda:-1", "cuda:0:1", "mps"})
    void knowsNoOther(String text) {
        assertEquals(Optional.empty(), ComputeDevice.named(text));
    }

    @Test
    void theCpuHasNoNumber() {
        assertTrue(ComputeDevice.CPU.isCpu());
        assertThrows(IllegalStateException.class, ComputeDevice.CPU::gpuIndex);
        assertEquals(3, ComputeDevice.gpu(3).gpuIndex());
    }
}
