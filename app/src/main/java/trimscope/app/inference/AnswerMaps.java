package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.Contribution;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.Columns;
import trimscope.core.chat.Generation;
import trimscope.core.image.PatchGrid;

/** An answer and what its tokens look at, over the visual tokens that the run holds. Only the inference thread enters. */
final class AnswerMaps {
    private final Generation generation;
    private final PatchGrid grid;
    private Optional<Contribution> contribution = Optional.empty();

    AnswerMaps(Generation generation, PatchGrid grid) {
        this.generation = generation;
        this.grid = grid;
    }

    Generation generation() {
        return generation;
    }

    PatchGrid grid() {
        return grid;
    }

    /** The maps of some tokens, averaged over them. */
    HeadMaps maps(List<Integer> positions, Quantity quantity) {
        HeadMaps weights = generation.attention(positions, Aggregation.MEAN, Columns.RUN);
        return quantity == Quantity.ATTENTION ? weights : contribution().of(weights);
    }

    /** Lengths of values never change while a run lasts. */
    private Contribution contribution() {
        Contribution known = contribution.orElseGet(() -> generation.contribution(Columns.RUN));
        contribution = Optional.of(known);
        return known;
    }
}
