package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import trimscope.core.pruning.KeptTokens;

/** Lengths of values against a direct computation on the cached values, with and without trimming. */
class ValueNormsTest {
    @Test
    void lengthsAreThoseOfTheCachedValues() throws Exception {
        try (EncodedSample sample = EncodedSample.open()) {
            Mllama model = sample.model();
            int[] ids = {1, 2, 3, model.config().imageTokenId(), 40, 41, 42, 43};
            Selection tenth = Selection.atRatio(0.1, true, false);
            check(model, sample.visual(), ids, Selection.NONE);
            check(model, sample.visual(), ids, tenth);
        }
    }

    private static void check(Mllama model, VisualTokens visual, int[] ids, Selection selection) {
        try (DecoderRun run = model.prefill(ids, Optional.of(visual), selection, ids.length, new Cancellation())) {
            for (int place = 0; place < model.config().text().crossLayers().size(); place++) {
                float[] values = visual.full(place).values().toFloatArray();
                Optional<KeptTokens> kept = run.keptTokens();
                float[][] own = run.valueNorms(place);
                float[][] full = run.fullValueNorms(place, visual);
                int d = model.config().text().headSize();
                for (int head = 0; head < own.length; head++) {
                    for (int j = 0; j < visual.count(); j++) {
                        double square = 0;
                        for (int i = 0; i < d; i++) {
                            double x = values[(head * visual.count() + j) * d + i];
                            square += x * x;
                        }
                        double length = Math.sqrt(square);
                        assertTrue(length > 0);
                        assertEquals(length, full[head][j], 1e-5 * length);
                        int token = j;
                        boolean held =
                                kept.map(tokens -> tokens.contains(token)).orElse(true);
                        assertEquals(held ? length : 0, own[head][j], 1e-4 * length);
                    }
                }
            }
        }
    }
}
