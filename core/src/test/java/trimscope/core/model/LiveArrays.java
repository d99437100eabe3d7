package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import trimscope.core.model.ModelOptions.Precision;

/**
 * The native arrays that a model and everything made with it hold at this moment.
 *
 * @param count how many
 * @param bytes their elements' bytes; parts of one buffer count each
 */
public record LiveArrays(int count, long bytes) {
    public static LiveArrays of(Mllama model) {
        if (model.options().precision() != Precision.FLOAT32) {
            throw new IllegalArgumentException("bytes are counted for float32 only");
        }
        List<NDArray> arrays = model.kernels().arrays();
        return new LiveArrays(
                arrays.size(),
                arrays.stream()
                        .mapToLong(array ->
                                array.getShape().size() * array.getDataType().getNumOfBytes())
                        .sum());
    }
}
