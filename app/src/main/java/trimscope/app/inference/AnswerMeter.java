package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.RetainedMass;
import trimscope.core.attention.Sparsity;
import trimscope.core.chat.Columns;
import trimscope.core.chat.Generation;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.KeptTokens;

/** Takes the {@link TokenFigures} of an answer's tokens, of their attention on all visual tokens. */
final class AnswerMeter {
    private final AnswerMaps answer;
    private final Generation generation;
    private final PatchGrid grid;
    private final Columns columns;
    private final HeadMaps average;

    AnswerMeter(AnswerMaps answer) {
        this.answer = answer;
        generation = answer.generation();
        grid = answer.grid();
        // A lean answer has let the full picture go; it is not encoded again for figures.
        columns = generation.settings().lean() ? Columns.RUN : Columns.FULL;
        average = generation.answerAttention(columns);
    }

    int tokens() {
        return generation.steps().size();
    }

    TokenFigures figures(int index) {
        HeadMaps maps = maps(List.of(index));
        List<Integer> heads = IntStream.range(0, maps.heads()).boxed().toList();
        double distinctness = -1;
        int sharpest = maps.layers().get(0);
        for (int layer : maps.layers()) {
            double above = mostAbove(
                    maps.map(List.of(layer), heads, Aggregation.MEAN),
                    average.map(List.of(layer), heads, Aggregation.MEAN));
            if (above > distinctness) {
                distinctness = above;
                sharpest = layer;
            }
        }
        CrossAttentionMap mean = maps.map(maps.layers(), heads, Aggregation.MEAN);
        Optional<KeptTokens> kept = generation.prefill().kept();
        return new TokenFigures(
                distinctness,
                sharpest,
                Sparsity.of(mean, grid.valid()).evenness(),
                kept.map(tokens -> RetainedMass.share(mean, tokens)).orElse(1.0),
                contribution(index, heads));
    }

    /** As the contribution view shows it: of what the run holds. */
    private double contribution(int index, List<Integer> heads) {
        int position = generation.prefill().tokens().size() + index;
        HeadMaps maps = answer.maps(List.of(position), Quantity.CONTRIBUTION);
        return maps.map(maps.layers(), heads, Aggregation.MEAN).total();
    }

    private HeadMaps maps(List<Integer> indices) {
        int start = generation.prefill().tokens().size();
        List<Integer> positions = indices.stream().map(index -> start + index).toList();
        return generation.attention(positions, Aggregation.MEAN, columns);
    }

    /** Class tokens and padding do not count: there is nothing of the picture to be seen at them. */
    private double mostAbove(CrossAttentionMap map, CrossAttentionMap usual) {
        double most = 0;
        for (int token = 0; token < grid.validCount(); token++) {
            if (grid.kind(token) == PatchGrid.Kind.PATCH) {
                most = Math.max(most, map.weight(token) - usual.weight(token));
            }
        }
        return most;
    }
}
