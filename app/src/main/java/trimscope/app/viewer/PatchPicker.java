package trimscope.app.viewer;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import trimscope.app.canvas.ClassBadges;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.canvas.ViewTransform;
import trimscope.app.exploration.PatchArea;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** Which patch or class token lies where. */
final class PatchPicker {
    private final ViewerModel model;
    private final ImageCanvas canvas;
    private final ClassBadges badges;

    PatchPicker(ViewerModel model, ImageCanvas canvas, ClassBadges badges) {
        this.model = model;
        this.canvas = canvas;
        this.badges = badges;
    }

    /** The visual token at a place of the picture; badges lie above patches. */
    Optional<Integer> at(Point2D place) {
        OptionalInt badge = badges.tokenAt(view(), view().toCanvas(place));
        return badge.isPresent()
                ? Optional.of(badge.getAsInt())
                : model.grid().flatMap(grid -> {
                    OptionalInt patch = grid.tokenAt(place.getX(), place.getY());
                    return patch.isPresent() ? Optional.of(patch.getAsInt()) : Optional.empty();
                });
    }

    /** The visual tokens that a frame on the picture touches. */
    SortedSet<Integer> within(Box frame) {
        SortedSet<Integer> tokens = new TreeSet<>();
        model.grid()
                .ifPresent(
                        grid -> tokens.addAll(PatchArea.within(grid, frame.x0(), frame.y0(), frame.x1(), frame.y1())));
        Rectangle2D area = view().toCanvas(frame);
        tokens.addAll(badges.within(view(), area));
        return tokens;
    }

    /** Where on the canvas the figures of a visual token belong. */
    Point2D anchor(PatchGrid grid, int token) {
        return grid.box(token)
                .map(box -> view().toCanvas(new Point2D((box.x0() + box.x1()) / 2, (box.y0() + box.y1()) / 2)))
                .orElseGet(() -> ClassBadges.middle(grid, view(), grid.tile(token)));
    }

    private ViewTransform view() {
        return canvas.viewProperty().get();
    }
}
