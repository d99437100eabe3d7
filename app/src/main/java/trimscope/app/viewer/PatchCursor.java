package trimscope.app.viewer;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Point2D;
import trimscope.app.exploration.Painting;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** The read-out goes from patch to patch by keyboard, and the patch under it is selected or not. */
final class PatchCursor {
    private final ViewerModel model;
    private final Painting painting;

    PatchCursor(ViewerModel model, Painting painting) {
        this.model = model;
        this.painting = painting;
    }

    /** Goes to a neighbour; the first time, to the patch with the most attention, else to the middle. */
    void move(int columns, int rows) {
        Optional<PatchGrid> grid = model.grid();
        if (grid.isEmpty()) {
            return;
        }
        Optional<Box> here = patch().flatMap(grid.get()::box);
        Point2D next = here.map(box -> middle(box).add(columns * box.width(), rows * box.height()))
                .orElseGet(() -> start(grid.get()));
        grid.get().tokenAt(next.getX(), next.getY()).ifPresent(model::freeze);
    }

    /** Goes to the class token of the tile, and back to the tile's first patch. */
    void moveToClassToken() {
        model.grid().ifPresent(grid -> {
            int here = patch().orElse(grid.classToken(0) + 1);
            int classToken = grid.classToken(grid.tile(here));
            model.freeze(here == classToken ? classToken + 1 : classToken);
        });
    }

    /** Selects the patch with the read-out beside those that are selected, or takes it out. */
    void toggle() {
        patch().ifPresent(token -> {
            Set<Integer> selected = new TreeSet<>(painting.selectedProperty().get());
            if (!selected.remove(token)) {
                selected.add(token);
            }
            painting.select(selected);
        });
    }

    /** Whether there is a patch with the read-out. */
    boolean isPlaced() {
        return patch().isPresent();
    }

    private Optional<Integer> patch() {
        return model.frozenProperty().get();
    }

    private Point2D start(PatchGrid grid) {
        Optional<Integer> hottest = model.map().flatMap(map -> {
            Optional<Integer> best = Optional.empty();
            for (int token = 0; token < map.size(); token++) {
                boolean better = best.isEmpty() || map.weight(token) > map.weight(best.get());
                if (better && grid.isValid(token) && grid.box(token).isPresent()) {
                    best = Optional.of(token);
                }
            }
            return best;
        });
        return hottest.flatMap(grid::box)
                .map(PatchCursor::middle)
                .orElseGet(() -> new Point2D(grid.pictureWidth() / 2.0, grid.pictureHeight() / 2.0));
    }

    private static Point2D middle(Box box) {
        return new Point2D((box.x0() + box.x1()) / 2, (box.y0() + box.y1()) / 2);
    }
}
