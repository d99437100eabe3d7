package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import trimscope.core.checkpoint.CheckpointException;

/** Where a model's tensors come from; each is read once. Names are canonical (specification section 1.2). */
interface TensorSource extends AutoCloseable {
    /** TorchScript's number of the dtype in which a tensor is stored. */
    int code(String name);

    /**
     * A tensor in the dtype of this number, on the run's device, owned by {@code into}.
     *
     * @throws CheckpointException if that dtype cannot hold one of its numbers
     */
    NDArray read(NDManager into, String name, int code) throws IOException, CheckpointException;

    @Override
    void close();
}
