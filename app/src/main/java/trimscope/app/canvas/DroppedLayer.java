package trimscope.app.canvas;

import java.util.Optional;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.KeptTokens;

/** A way to show which patches trimming drops. */
public abstract class DroppedLayer extends PixelLayer<DroppedLayer.Trimmed> {
    record Trimmed(PatchGrid grid, KeptTokens kept) {}

    /** Shows the patches that are not kept; nothing if all are. */
    public final void show(PatchGrid grid, Optional<KeptTokens> kept) {
        set(kept.map(tokens -> new Trimmed(grid, tokens)));
    }

    @Override
    final void paint(Pixels pixels, ViewTransform view, Trimmed trimmed) {
        PixelEdges edges = new PixelEdges(trimmed.grid(), view);
        boolean[][] dropped = new boolean[edges.rows()][edges.columns()];
        for (int row = 0; row < edges.rows(); row++) {
            for (int column = 0; column < edges.columns(); column++) {
                dropped[row][column] = !trimmed.kept().contains(trimmed.grid().cellToken(row, column));
            }
        }
        paint(pixels, edges, dropped);
    }

    /** @param dropped by row and column of patches */
    abstract void paint(Pixels pixels, PixelEdges edges, boolean[][] dropped);
}
