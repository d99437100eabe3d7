package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.image.TiledImage;
import trimscope.core.reference.SafetensorsFixture;

/**
 * One case of a reference folder and what the steps of the ladder share: its tensors and the loaded model. Everything that depends on
 * the model's work is computed anew by every step, so that none leans on another.
 */
final class ReferenceCase {
    static final double TOLERANCE = 1e-4;

    private final ReferenceModels models;
    private final ReferenceSet.Case described;
    private @Nullable SafetensorsFixture tensors;

    ReferenceCase(ReferenceModels models, ReferenceSet.Case described) {
        this.models = models;
        this.described = described;
    }

    ReferenceSet.Case described() {
        return described;
    }

    MllamaConfig config() {
        return models.checkpoint().config();
    }

    ModelOptions options() {
        return models.set().options();
    }

    Mllama model() {
        return models.with(options());
    }

    Mllama model(ModelOptions options) {
        return models.with(options);
    }

    List<Double> ratios() {
        return models.set().ratios(described);
    }

    boolean hasImages() {
        return !described.pictures().isEmpty();
    }

    /** Whether the extra tensors of a deep case are there. */
    boolean isDeep() {
        return described.deep() && hasImages();
    }

    int[] ids() {
        return described.ids();
    }

    int[] imageAt() {
        return IntStream.range(0, ids().length)
                .filter(i -> ids()[i] == config().imageTokenId())
                .toArray();
    }

    SafetensorsFixture tensors() {
        SafetensorsFixture read = tensors;
        if (read == null) {
            try {
                read = models.set().tensors(described);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            tensors = read;
        }
        return read;
    }

    /** The names of all reference tensors that begin so. */
    Set<String> names(String prefix) {
        return tensors().names().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<TiledImage> tiled() {
        return IntStream.range(0, described.pictures().size())
                .mapToObj(m -> TiledImage.of(
                        ReferenceSet.picture(tensors(), m),
                        models.checkpoint().preprocessor(),
                        config().vision().patchSize()))
                .toList();
    }

    /** A prefilled case. */
    record Prefilled(Mllama model, Optional<VisualTokens> visual, DecoderRun run) implements AutoCloseable {
        @Override
        public void close() {
            run.close();
            visual.ifPresent(VisualTokens::close);
        }
    }

    Prefilled prefill(Mllama model, Selection selection, Observer observer) {
        return prefill(model, ids(), selection, observer);
    }

    Prefilled prefill(Mllama model, int[] ids, Selection selection, Observer observer) {
        Optional<VisualTokens> visual =
                hasImages() ? Optional.of(model.encode(tiled(), new Cancellation())) : Optional.empty();
        int capacity = ids.length + generated();
        return new Prefilled(
                model,
                visual,
                model.prefill(List.of(Prompt.of(ids, visual, selection, capacity)), new Cancellation(), observer)
                        .get(0));
    }

    /** Number of tokens that every greedy run of this case generates. */
    int generated() {
        return tensors().longs("greedy.tokens").length;
    }

    /** Compares greedy tokens and every step's logits; end tokens do not stop. Returns the logits. */
    float[] assertGreedy(DecoderRun run, String name) {
        long[] wanted = tensors().longs(name + ".tokens");
        List<float[]> logits = new ArrayList<>();
        for (int step = 0; step < wanted.length; step++) {
            logits.add(run.logits());
            int token = run.choose(0, 0, 1, 0).token();
            assertEquals(wanted[step], token, name + " token " + step);
            if (step + 1 < wanted.length) {
                run.feed(token);
            }
        }
        float[] joined = joined(logits);
        if (tensors().contains(name + ".logits")) {
            assertNear(tensors(), name + ".logits", joined, TOLERANCE);
        }
        return joined;
    }

    /** An observer that keeps the last hidden state it saw. */
    static final class LastHidden implements Observer {
        private final Mllama model;
        private final NDManager scope;
        private final List<NDArray> seen = new ArrayList<>();

        LastHidden(Mllama model, NDManager scope) {
            this.model = model;
            this.scope = scope;
        }

        @Override
        public void see(String name, NDArray array) {
            seen.add(model.kernels().call(scope, "to_float", array));
        }

        /** [1, S, E] */
        NDArray get() {
            return seen.get(seen.size() - 1);
        }

        /** [1, S, V] */
        NDArray logits() {
            return model.decoder().logits(scope, get());
        }
    }

    static float[] joinedArrays(List<NDArray> arrays) {
        return joined(arrays.stream().map(NDArray::toFloatArray).toList());
    }

    static float[] joined(List<float[]> rows) {
        float[] out = new float[rows.stream().mapToInt(row -> row.length).sum()];
        int at = 0;
        for (float[] row : rows) {
            System.arraycopy(row, 0, out, at, row.length);
            at += row.length;
        }
        return out;
    }
}
