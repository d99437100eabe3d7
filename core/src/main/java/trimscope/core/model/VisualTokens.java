package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.VisionConfig;
import trimscope.core.pruning.KeptTokens;

/**
 * What the model keeps of the pictures of one prompt, shared by all runs on them: the cross-attention states, and keys and values of
 * the cross-attention layers over all visual tokens, each computed when first asked for.
 */
public final class VisualTokens implements AutoCloseable {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final NDManager manager;
    private final NDArray states;
    private final List<Integer> tiles;
    private final VisionConfig vision;
    private final @Nullable CrossCache[] full;

    /**
     * @param states [N, E], owned by {@code manager}
     * @param tiles real tiles of each picture
     */
    VisualTokens(
            Kernels kernels,
            TextDecoder decoder,
            VisionConfig vision,
            NDManager manager,
            NDArray states,
            List<Integer> tiles) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.vision = vision;
        this.manager = manager;
        this.states = states;
        this.tiles = List.copyOf(tiles);
        this.full = new CrossCache[decoder.config().crossLayers().size()];
    }

    /** What the rows of a prompt see of these pictures. */
    Visibility visibility(int[] imageAt, int rows) {
        int[] real = tiles.stream().mapToInt(Integer::intValue).toArray();
        return Visibility.of(imageAt, rows, real, vision.maxTiles(), vision.tokensPerTile());
    }

    /** Number of visual tokens, padding tiles included, N. */
    public int count() {
        return (int) states.getShape().get(0);
    }

    /** [N, E] */
    NDArray states() {
        return states;
    }

    /** Keys and values of all visual tokens for the n-th cross-attention layer; stays with the picture, callers retain it. */
    CrossCache full(int crossLayer) {
        CrossCache cache = full[crossLayer];
        if (cache == null) {
            cache = decoder.project(states, List.of(crossLayer)).get(0);
            full[crossLayer] = cache;
        }
        return cache;
    }

    /** States of the kept tokens, gathered once for all layers (specification section 6.2): [n, E]. */
    NDArray gather(NDManager into, KeptTokens kept) {
        try (NDArray index =
                into.create(IntStream.of(kept.indices()).asLongStream().toArray())) {
            return kernels.call(into, "take", states, 0, index);
        }
    }

    @Override
    public void close() {
        for (CrossCache cache : full) {
            if (cache != null) {
                cache.release();
            }
        }
        manager.close();
    }
}
