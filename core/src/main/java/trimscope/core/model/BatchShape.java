package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * How conversations of different lengths lie in the caches of one batch: text rows end at the same place, visual tokens begin at the
 * same place, and what is left is padding that a mask hides (specification section 6.4, "Batches").
 *
 * @param lags how many places behind the longest conversation each one is, B numbers; empty where none is behind
 * @param rowsHeld nothing where all text rows are held, else one boolean [B, 1, 1, C]
 * @param firstHeld the same for the columns of the first cross-attention layer
 * @param laterHeld the same for the columns of the later ones
 */
record BatchShape(List<Integer> lags, List<NDArray> rowsHeld, List<NDArray> firstHeld, List<NDArray> laterHeld) {
    /** One conversation alone, or several that need no padding. */
    static final BatchShape SINGLE = new BatchShape(List.of(), List.of(), List.of(), List.of());

    BatchShape {
        lags = List.copyOf(lags);
    }

    /** Position of the new row in each conversation, [B], if they differ. */
    List<NDArray> positions(NDManager into, int at) {
        return lags.isEmpty()
                ? List.of()
                : List.of(into.create(lags.stream().mapToLong(lag -> at - lag).toArray()));
    }

    /**
     * A mask over places of a batch.
     *
     * @param from first place that each conversation holds
     * @param to end of the places that each conversation holds
     * @return nothing if every conversation holds everything
     */
    static List<NDArray> held(
            Kernels kernels, NDManager into, List<Integer> from, List<Integer> to, int places, NDArray like) {
        boolean all = from.stream().allMatch(start -> start == 0) && to.stream().allMatch(end -> end == places);
        if (all) {
            return List.of();
        }
        boolean[] mask = new boolean[from.size() * places];
        for (int i = 0; i < from.size(); i++) {
            Arrays.fill(mask, i * places + from.get(i), i * places + to.get(i), true);
        }
        try (NDArray array = into.create(mask, new Shape(from.size(), 1, 1, places))) {
            return List.of(kernels.call(into, "copy_to", array, like));
        }
    }
}
