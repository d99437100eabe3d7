package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.RetainedMass;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.pruning.KeptTokens;

/** Attention on the kept tokens, from maps and from probabilities that are computed here, row by row in float64. */
class RetainedMassTest {
    /** First the layout's tokens with the image token in their midst, then any words. */
    private static int[] prompt(int image) {
        return new int[] {1, 2, 3, image, 40, 41, 42, 43, 44, 45, 46, 47};
    }

    @Test
    void mapsAndProbabilitiesAgree() throws Exception {
        try (EncodedSample sample = EncodedSample.open()) {
            Mllama model = sample.model();
            int[] ids = prompt(model.config().imageTokenId());
            List<Integer> rows = IntStream.range(4, ids.length).boxed().toList();
            try (DecoderRun run =
                    model.prefill(ids, Optional.of(sample.visual()), Selection.NONE, ids.length, new Cancellation())) {
                var scores = run.scores().orElseThrow();
                KeptTokens kept = scores.union(scores.perHead(0.1));
                TextConfig config = model.config().text();
                float[][][] maps = new float[config.crossLayers().size()][][];
                for (int place = 0; place < maps.length; place++) {
                    maps[place] = run.attention(place, rows, RowAggregation.SUM);
                }
                RetainedMass mass = RetainedMass.of(new HeadMaps(config.crossLayers(), maps), kept);
                for (int place = 0; place < maps.length; place++) {
                    double share = share(run, place, rows, kept, config);
                    assertTrue(share > 0 && share < 1);
                    assertEquals(share, mass.shares().get(place), 1e-5);
                }
            }
        }
    }

    private static double share(DecoderRun run, int place, List<Integer> rows, KeptTokens kept, TextConfig config) {
        NDArray keys = run.cache().cross(place).keys();
        float[] q = run.cache().queries(place).toFloatArray();
        float[] k = keys.toFloatArray();
        int d = config.headSize();
        int capacity = (int) run.cache().queries(place).getShape().get(2);
        int tokens = (int) keys.getShape().get(2);
        double sum = 0;
        for (int head = 0; head < config.heads(); head++) {
            int group = head / (config.heads() / config.keyValueHeads());
            for (int row : rows) {
                double[] p = softmax(q, (head * capacity + row) * d, k, group * tokens * d, d, kept.valid());
                sum += IntStream.of(kept.indices()).mapToDouble(j -> p[j]).sum();
            }
        }
        return sum / (config.heads() * rows.size());
    }

    /** Probabilities of one row over the first n keys; the picture's real tiles come first. */
    private static double[] softmax(float[] q, int row, float[] k, int first, int d, int n) {
        double[] p = new double[n];
        double total = 0;
        for (int j = 0; j < n; j++) {
            double dot = 0;
            for (int i = 0; i < d; i++) {
                dot += (double) q[row + i] * k[first + j * d + i];
            }
            p[j] = Math.exp(dot / Math.sqrt(d));
            total += p[j];
        }
        for (int j = 0; j < n; j++) {
            p[j] /= total;
        }
        return p;
    }
}
