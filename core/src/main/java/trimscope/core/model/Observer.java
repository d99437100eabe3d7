package trimscope.core.model;

import ai.djl.ndarray.NDArray;

/** Receives intermediate results by the names of the reference fixtures; an array lives only until the call returns. */
interface Observer {
    Observer NONE = (name, array) -> {};

    void see(String name, NDArray array);
}
