package trimscope.app.canvas;

import java.util.Arrays;
import java.util.Optional;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.VeilPattern;
import trimscope.core.pruning.KeptTokens;

/** Dims and hatches the patches that trimming drops: readable on bright and dark pictures, and without colour vision. */
public final class VeilLayer extends PixelLayer {
    private record Shown(PatchGrid grid, KeptTokens kept) {}

    private Optional<Shown> shown = Optional.empty();

    /** Veils all patches that are not kept; nothing if all are. */
    public void show(PatchGrid grid, Optional<KeptTokens> kept) {
        shown = kept.map(tokens -> new Shown(grid, tokens));
        changed();
    }

    /** Shows nothing. */
    public void clear() {
        shown = Optional.empty();
        changed();
    }

    @Override
    boolean isEmpty() {
        return shown.isEmpty();
    }

    @Override
    void paint(Pixels pixels, ViewTransform view) {
        shown.ifPresent(veil -> {
            int side = Hatching.PERIOD;
            int[] pattern = Arrays.stream(VeilPattern.argb(side))
                    .map(Pixels::premultiplied)
                    .toArray();
            PixelEdges edges = new PixelEdges(veil.grid(), view);
            for (int row = 0; row < edges.rows(); row++) {
                for (int column = 0; column < edges.columns(); column++) {
                    if (!veil.kept().contains(veil.grid().cellToken(row, column))) {
                        pixels.fill(
                                edges.x(column), edges.y(row), edges.x(column + 1), edges.y(row + 1), pattern, side);
                    }
                }
            }
        });
    }
}
