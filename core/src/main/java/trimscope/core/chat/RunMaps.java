package trimscope.core.chat;

import java.util.List;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.Contribution;
import trimscope.core.attention.HeadMaps;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.Mllama;
import trimscope.core.model.RowAggregation;

/**
 * What rows of a run attended to, over all cross-attention layers.
 *
 * @param session knows the picture, where maps of the full picture are asked for
 */
record RunMaps(ChatSession session, DecoderRun run) {
    /**
     * Attention of rows in all cross-attention layers and heads.
     *
     * @param overRows how the rows' maps become one
     */
    HeadMaps attention(List<Integer> rows, Aggregation overRows, Columns columns) {
        TextConfig config = session.model().mllama().config().text();
        RowAggregation rowAggregation = overRows == Aggregation.MAX ? RowAggregation.MAX : RowAggregation.SUM;
        float[][][] weights = new float[config.crossLayers().size()][][];
        for (int place = 0; place < weights.length; place++) {
            weights[place] = columns == Columns.RUN
                    ? run.attention(place, rows, rowAggregation)
                    : run.fullAttention(place, rows, session.visual(new Cancellation()), rowAggregation);
            if (overRows == Aggregation.MEAN) {
                divide(weights[place], rows.size());
            }
        }
        return new HeadMaps(config.crossLayers(), weights);
    }

    private static void divide(float[][] weights, int count) {
        for (float[] head : weights) {
            for (int j = 0; j < head.length; j++) {
                head[j] /= count;
            }
        }
    }

    /** What turns attention over the same columns into contributions: gates and lengths of values. */
    Contribution contribution(Columns columns) {
        List<Mllama.Gate> gates = session.model().info().gates();
        float[][][] norms = new float[gates.size()][][];
        for (int place = 0; place < norms.length; place++) {
            norms[place] = columns == Columns.RUN
                    ? run.valueNorms(place)
                    : run.fullValueNorms(place, session.visual(new Cancellation()));
        }
        return new Contribution(
                gates.stream().map(Mllama.Gate::layer).toList(),
                gates.stream().mapToDouble(Mllama.Gate::attention).toArray(),
                norms);
    }
}
