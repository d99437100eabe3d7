package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.ImagePattern;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.pruning.KeptTokens;

/** Dims and hatches the patches that trimming drops: readable on bright and dark pictures, and without colour vision. */
public final class VeilLayer implements CanvasLayer {
    private List<Box> dropped = List.of();
    private final ImagePattern pattern = Hatching.pattern();

    /** Veils all patches that are not kept; nothing if all are. */
    public void show(PatchGrid grid, Optional<KeptTokens> kept) {
        dropped = kept.map(tokens -> rows(grid, tokens)).orElse(List.of());
    }

    /** Shows nothing. */
    public void clear() {
        dropped = List.of();
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        graphics.setFill(pattern);
        for (Box box : dropped) {
            Rectangle2D area = view.toCanvas(box);
            graphics.fillRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
        }
    }

    /** Dropped patches as few rectangles: neighbours in a row of a tile are one. */
    private static List<Box> rows(PatchGrid grid, KeptTokens kept) {
        List<Box> boxes = new ArrayList<>();
        boolean[] keep = new boolean[grid.size()];
        for (int token : kept.indices()) {
            keep[token] = true;
        }
        for (int token = 0; token < grid.validCount(); token++) {
            Optional<Box> box = keep[token] ? Optional.empty() : grid.box(token);
            if (box.isPresent()) {
                Box last = boxes.isEmpty() ? box.get() : boxes.get(boxes.size() - 1);
                if (last.x1() == box.get().x0() && last.y0() == box.get().y0()) {
                    boxes.set(
                            boxes.size() - 1,
                            new Box(last.x0(), last.y0(), box.get().x1(), last.y1()));
                } else {
                    boxes.add(box.get());
                }
            }
        }
        return boxes;
    }
}
