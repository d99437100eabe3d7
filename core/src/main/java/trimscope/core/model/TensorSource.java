package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Where a model's tensors come from; each is read once. Names are canonical (specification section 1.2). */
interface TensorSource extends AutoCloseable {
    /** Every tensor's shape. */
    Map<String, List<Long>> shapes();

    /** TorchScript's number of the dtype in which a tensor is stored. */
    int code(String name);

    /** A tensor in the dtype of this number, on the run's device, owned by {@code into}. */
    NDArray read(NDManager into, String name, int code) throws IOException;

    @Override
    void close();
}
