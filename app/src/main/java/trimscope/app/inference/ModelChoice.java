package trimscope.app.inference;

import java.util.Optional;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;

/**
 * A model to be loaded, and how.
 *
 * @param name what people call it
 * @param precision number format; empty for what suits the model's size
 */
public record ModelChoice(String name, ModelFolder folder, Optional<Precision> precision, ComputeDevice device) {
    /** On the CPU, in the number format that suits the size. */
    public static ModelChoice of(String name, ModelFolder folder) {
        return new ModelChoice(name, folder, Optional.empty(), ComputeDevice.CPU);
    }

    /** How to load a checkpoint by this choice. */
    public ModelOptions options(Checkpoint checkpoint) {
        return ModelOptions.defaults()
                .withPrecision(precision.orElseGet(() -> Precision.suited(checkpoint.bytes())))
                .withDevice(device);
    }
}
