package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import trimscope.core.checkpoint.TextConfig;

/**
 * Keys and values of one run: self-attention grows in place inside preallocated buffers; cross-attention is fixed after prefill.
 * Beside them the queries of the cross-attention layers, which are all that attention maps need later.
 */
final class KvCache implements AutoCloseable {
    private final NDManager manager;
    private final int capacity;
    /** By decoder layer; empty places in cross-attention layers. */
    private final List<NDArray> selfKeys;

    private final List<NDArray> selfValues;
    /** By cross-attention layer, after q_norm: [1, H, C, d]. */
    private final List<NDArray> queries;

    private final List<CrossCache> cross = new ArrayList<>();
    private int length;

    private KvCache(
            NDManager manager,
            int capacity,
            List<NDArray> selfKeys,
            List<NDArray> selfValues,
            List<NDArray> queries,
            int length) {
        this.manager = manager;
        this.capacity = capacity;
        this.selfKeys = selfKeys;
        this.selfValues = selfValues;
        this.queries = queries;
        this.length = length;
    }

    /**
     * An empty cache.
     *
     * @param capacity most text rows, C
     * @param like a weight whose precision and device the buffers take
     */
    static KvCache empty(Kernels kernels, TextConfig config, int capacity, NDArray like) {
        long[] keyShape = {1, config.keyValueHeads(), capacity, config.headSize()};
        long[] queryShape = {1, config.heads(), capacity, config.headSize()};
        int cross = config.crossLayers().size();
        int self = config.layers() - cross;
        try (Unfinished unfinished = new Unfinished()) {
            NDManager manager = unfinished.part(kernels.newManager(), NDManager::close);
            List<NDArray> keysAndValues = kernels.callForList(manager, "zeros", 2 * self, keyShape, like);
            return unfinished.finished(new KvCache(
                    manager,
                    capacity,
                    keysAndValues.subList(0, self),
                    keysAndValues.subList(self, 2 * self),
                    kernels.callForList(manager, "zeros", cross, queryShape, like),
                    0));
        }
    }

    /** A copy of the first {@code rows} rows with room for {@code capacity} that shares the cross-attention caches. */
    KvCache copy(Kernels kernels, int rows, int capacity) {
        try (Unfinished unfinished = new Unfinished()) {
            NDManager target = unfinished.part(kernels.newManager(), NDManager::close);
            UnaryOperator<NDArray> grow = x -> kernels.call(target, "regrown", x, rows, capacity);
            KvCache copy = new KvCache(
                    target,
                    capacity,
                    selfKeys.stream().map(grow).toList(),
                    selfValues.stream().map(grow).toList(),
                    queries.stream().map(grow).toList(),
                    rows);
            cross.forEach(cache -> copy.cross.add(cache.retain()));
            return unfinished.finished(copy);
        }
    }

    /** Text rows so far. */
    int length() {
        return length;
    }

    int capacity() {
        return capacity;
    }

    void advance(int rows) {
        length += rows;
    }

    /** Keys after RoPE of the n-th self-attention layer: [1, K, C, d]. */
    NDArray selfKeys(int selfLayer) {
        return selfKeys.get(selfLayer);
    }

    /** Values of the n-th self-attention layer: [1, K, C, d]. */
    NDArray selfValues(int selfLayer) {
        return selfValues.get(selfLayer);
    }

    /** Captured queries of the n-th cross-attention layer: [1, H, C, d]. */
    NDArray queries(int crossLayer) {
        return queries.get(crossLayer);
    }

    /** Keys and values of the n-th cross-attention layer. */
    CrossCache cross(int crossLayer) {
        return cross.get(crossLayer);
    }

    int crossLayers() {
        return cross.size();
    }

    /** Takes over the caller's hold on the cache of the next cross-attention layer. */
    void addCross(CrossCache cache) {
        cross.add(cache);
    }

    /** The caches of all cross-attention layers, in order. */
    List<CrossCache> cross() {
        return List.copyOf(cross);
    }

    /** Gives the caches of all cross-attention layers to the caller, who now holds them; new ones can be added. */
    List<CrossCache> takeCross() {
        List<CrossCache> taken = cross();
        cross.clear();
        return taken;
    }

    /** Replaces the first layer's cache by its kept part. */
    void replaceFirst(CrossCache cache) {
        cross.set(0, cache).release();
    }

    @Override
    public void close() {
        cross.forEach(CrossCache::release);
        cross.clear();
        manager.close();
    }
}
