package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import trimscope.core.model.ModelOptions.RowMask;

/**
 * New rows of one conversation or of several through all layers (specification section 6.2). Those of several lie one behind the other, so
 * that nothing is padded: linear layers read all of them at once, and attention is each conversation's own.
 *
 * <p>Layers up to the first cross-attention layer see all visual tokens; its attention is summed if anything is to be trimmed, tokens are
 * chosen, and the later layers are given keys and values of those only.
 */
final class LayerPass {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final boolean pictures;
    private final LayerStack stack;
    private final List<NewRows> turns;
    private final Cancellation cancellation;
    private final Observer observer;

    /** @param turns of conversations that all have pictures, or none of which has */
    LayerPass(Kernels kernels, TextDecoder decoder, List<NewRows> turns, Cancellation cancellation, Observer observer) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.pictures = hasPictures(turns.get(0));
        this.stack = decoder.stack(pictures);
        this.turns = turns;
        this.cancellation = cancellation;
        this.observer = observer;
        if (turns.stream().anyMatch(turn -> hasPictures(turn) != pictures)) {
            throw new IllegalArgumentException("runs with and without pictures cannot be in one batch");
        }
    }

    private static boolean hasPictures(NewRows turn) {
        return turn.run().seen().full().isPresent();
    }

    /**
     * Computes everything; the runs hold their new rows then.
     *
     * @return float32 logits of the last row of each of the B conversations, [B, V], owned by {@code into}
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    NDArray run(NDManager into) {
        NDArray logits;
        try (NDManager scope = kernels.newManager()) {
            NDArray x = decoder.embed(scope, ids());
            observer.see("hidden.embed", x);
            int end = 0;
            while (end < stack.size()) {
                cancellation.check();
                int first = end;
                end = end(first);
                boolean meets = end == firstCross() + 1;
                if (meets) {
                    turns.forEach(NewRows::meetPictures);
                }
                NDArray next = layers(scope, x, first, end);
                x.close();
                x = next;
                if (meets) {
                    turns.forEach(NewRows::select);
                }
                observer.see("hidden", stack.layers().get(first), x);
            }
            logits = decoder.lastLogits(into, x, counts());
        }
        turns.forEach(NewRows::join);
        return logits;
    }

    private int[] ids() {
        return turns.stream()
                .flatMap(turn -> turn.ids().stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] counts() {
        return turns.stream().mapToInt(NewRows::count).toArray();
    }

    private int firstCross() {
        return decoder.config().crossLayers().get(0);
    }

    /** Where layers end that can be computed at once: behind the first cross-attention layer, what rows attend to may change. */
    private int end(int first) {
        if (decoder.isLarge() || observed()) {
            return first + 1;
        }
        return pictures && first <= firstCross() ? firstCross() + 1 : stack.size();
    }

    private boolean observed() {
        return observer != Observer.NONE;
    }

    /** Rows behind the layers first … end−1 of the stack: of the last one the last rows only, unless somebody looks at all of them. */
    private NDArray layers(NDManager scope, NDArray x, int first, int end) {
        int place = first <= firstCross() ? 0 : 1;
        List<List<Visibility.Segment>> attending =
                turns.stream().map(turn -> turn.attending(place)).toList();
        List<List<NDArray>> caches = stack.layers().subList(first, end).stream()
                .map(layer -> caches(scope, layer, attending))
                .toList();
        return kernels.call(
                scope,
                "prompt_layers",
                x,
                first,
                stack.weights().small(),
                stack.weights().linears(),
                caches,
                turns.stream().mapToInt(NewRows::at).toArray(),
                counts(),
                decoder.rotary().cos(),
                decoder.rotary().signedSin(),
                attending.stream().map(LayerPass::rows).toList(),
                turns.stream().mapToInt(NewRows::blind).toArray(),
                decoder.rowMask() == RowMask.BOTH,
                end == stack.size() && !observed());
    }

    /** The caches of a layer, one conversation's behind the other's. */
    private List<NDArray> caches(NDManager scope, int layer, List<List<Visibility.Segment>> attending) {
        List<NDArray> out = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            out.addAll(decoder.caches(scope, layer, turns.get(i).run().cache(), attending.get(i)));
        }
        return out;
    }

    private static int[] rows(List<Visibility.Segment> segments) {
        return segments.stream().mapToInt(Visibility.Segment::rows).toArray();
    }
}
