package trimscope.core.overlay;

import java.util.ArrayList;
import java.util.List;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/**
 * Where the attention of a map lies, as shares of its whole mass. What has no place in the picture is told beside it:
 * otherwise the picture's total looks too small (specification section 2.5).
 *
 * @param patches share on patches that show some of the picture
 * @param classTokens share on the class token of every real tile
 * @param canvasPadding share on patches of real tiles beside the picture
 * @param paddingTiles share on tiles that the picture does not use; only tokens before the picture have any
 */
public record AttentionShares(double patches, List<Double> classTokens, double canvasPadding, double paddingTiles) {
    public AttentionShares {
        classTokens = List.copyOf(classTokens);
    }

    /** The shares of a map; all 0 for a map without any attention. */
    public static AttentionShares of(CrossAttentionMap map, PatchGrid grid) {
        double[] byKind = new double[3];
        List<Double> classTokens = new ArrayList<>();
        double total = map.total() > 0 ? map.total() : 1;
        for (int token = 0; token < grid.size(); token++) {
            double share = map.weight(token) / total;
            switch (grid.kind(token)) {
                case PATCH -> byKind[0] += share;
                case CLASS_TOKEN -> classTokens.add(share);
                case CANVAS_PADDING -> byKind[1] += share;
                case PADDING_TILE -> byKind[2] += share;
            }
        }
        return new AttentionShares(byKind[0], classTokens, byKind[1], byKind[2]);
    }

    /** Share on all class tokens together. */
    public double allClassTokens() {
        return classTokens.stream().mapToDouble(Double::doubleValue).sum();
    }
}
