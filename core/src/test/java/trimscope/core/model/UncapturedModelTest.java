package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;

/** What the benchmark of capturing compares: the same answers, of which one can be looked into. */
class UncapturedModelTest {
    private static final int[] IDS = {5, 6, 0, 7, 8, 9};

    @Test
    void onlyQueriesAreMissing() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        try (EncodedSample sample = EncodedSample.open();
                Mllama without = UncapturedModel.load(checkpoint);
                VisualTokens visual = without.encode(List.of(sample.picture()), new Cancellation());
                DecoderRun plain = run(sample.model(), sample.visual());
                DecoderRun blind = run(without, visual)) {
            assertArrayEquals(plain.logits(), blind.logits());
            assertNotEquals(map(plain)[1], map(blind)[1]);
        }
    }

    private static DecoderRun run(Mllama model, VisualTokens visual) {
        int[] ids = IDS.clone();
        ids[2] = model.config().imageTokenId();
        return model.prefill(ids, Optional.of(visual), Selection.NONE, ids.length, new Cancellation());
    }

    /** The first head's map of the last row. */
    private static float[] map(DecoderRun run) {
        return run.attention(0, List.of(IDS.length - 1), RowAggregation.SUM)[0];
    }
}
