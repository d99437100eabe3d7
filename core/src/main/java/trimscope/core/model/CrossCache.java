package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Keys and values of one cross-attention layer: of all visual tokens, or of the kept ones. Never changes; shared by the picture and
 * the runs on it, and freed when the last of them lets go.
 */
final class CrossCache {
    private final NDManager manager;
    private final NDArray keys;
    private final NDArray values;
    private int holders = 1;

    private CrossCache(NDManager manager, NDArray keys, NDArray values) {
        this.manager = manager;
        this.keys = keys;
        this.values = values;
    }

    /**
     * A cache that owns its arrays.
     *
     * @param keys after k_norm, [1, K, n, d]
     * @param values [1, K, n, d]
     */
    static CrossCache of(Kernels kernels, NDArray keys, NDArray values) {
        NDManager manager = kernels.newManager();
        keys.attach(manager);
        values.attach(manager);
        return new CrossCache(manager, keys, values);
    }

    /** [1, K, n, d] */
    NDArray keys() {
        return keys;
    }

    /** [1, K, n, d] */
    NDArray values() {
        return values;
    }

    /** Number of visual tokens, n. */
    int columns() {
        return (int) keys.getShape().get(2);
    }

    /** Number of elements of keys and values together. */
    long elements() {
        return keys.getShape().size() + values.getShape().size();
    }

    CrossCache retain() {
        holders++;
        return this;
    }

    void release() {
        if (--holders == 0) {
            manager.close();
        }
    }
}
