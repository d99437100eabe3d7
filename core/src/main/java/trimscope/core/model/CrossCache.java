package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Keys and values of one cross-attention layer: of all visual tokens, or of the kept ones. Never changes; shared by the picture and
 * the runs on it, and freed when the last of them lets go.
 */
final class CrossCache {
    private final NDManager manager;
    private final NDArray keys;
    private final NDArray values;
    private int holders = 1;

    /** @param pair keys after k_norm and values, each [1, K, n, d], owned by {@code manager} */
    CrossCache(NDManager manager, List<NDArray> pair) {
        this.manager = manager;
        this.keys = pair.get(0);
        this.values = pair.get(1);
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
