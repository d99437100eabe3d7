package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import trimscope.core.device.ComputeDevice;

class RestartTest {
    @Test
    void everythingStaysButDeviceAndModel() {
        assertEquals(
                List.of("/bin/java", "-cp", "x.jar", "Main", "--fresh", "--device=cuda:1", "--model=/models/new one"),
                Restart.command(
                        "/bin/java",
                        List.of("-cp", "x.jar", "Main", "--device=cpu", "--fresh", "--model=/models/old"),
                        ComputeDevice.gpu(1),
                        "/models/new one"));
    }
}
