package trimscope.core.model;

import ai.djl.ndarray.NDArray;

/** Receives intermediate results by the names of the reference fixtures; an array lives only until the call returns. */
interface Observer {
    Observer NONE = new Observer() {
        @Override
        public void see(String name, NDArray array) {}

        /** Spares the name. */
        @Override
        public void see(String name, int layer, NDArray array) {}
    };

    void see(String name, NDArray array);

    /** The same for one of many layers. */
    default void see(String name, int layer, NDArray array) {
        see("%s.%02d".formatted(name, layer), array);
    }
}
