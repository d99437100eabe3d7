package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.synthetic.Spread;

/** Random tensors, made where they are wanted; linear layers as if stored in bfloat16 where a checkpoint's would stay so. */
final class RandomTensors implements TensorSource {
    private final Kernels kernels;
    private final ModelOptions options;
    private final Map<String, List<Long>> shapes;

    /** @param seed the same seed gives the same tensors on the same device */
    RandomTensors(Kernels kernels, MllamaConfig config, ModelOptions options, int seed) {
        this.kernels = kernels;
        this.options = options;
        this.shapes = config.tensorShapes();
        kernels.seed(seed);
    }

    @Override
    public int code(String name) {
        boolean linear = TensorEntry.isLinear(name, shape(name));
        Precision precision = linear ? kernels.storedPrecision(options) : options.precision();
        return precision.code();
    }

    @Override
    public NDArray read(NDManager into, String name, int code) {
        List<Long> shape = shape(name);
        Spread spread = Spread.of(name, shape);
        return kernels.call(
                into,
                "uniform",
                shape.stream().mapToLong(Long::longValue).toArray(),
                spread.low(),
                spread.high(),
                code,
                options.device().name());
    }

    private List<Long> shape(String name) {
        return Objects.requireNonNull(shapes.get(name), name);
    }

    @Override
    public void close() {
        // Whoever asked for a tensor owns it.
    }
}
