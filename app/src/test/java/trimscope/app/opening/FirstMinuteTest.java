package trimscope.app.opening;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trimscope.app.exploration.Exploration;
import trimscope.app.inference.InferenceWorker;
import trimscope.core.device.ComputeDevice;

class FirstMinuteTest {
    /** These tests have libraries for the CPU only, which say so when they are asked for a GPU. */
    @Test
    void theEmbeddedModelGoesToTheDeviceThatWasAskedFor() {
        InferenceWorker worker = new InferenceWorker(Runnable::run, Runnable::run);
        Exploration exploration = new Exploration(worker);
        new FirstMinute(exploration, 10, ComputeDevice.gpu(0)).begin();
        String told = exploration.notices().get(0).text();
        assertTrue(told.startsWith("The loaded native libraries compute on the CPU only"), told);
        worker.close();
    }
}
