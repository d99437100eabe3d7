package trimscope.app.viewer;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.canvas.SelectionLayer;
import trimscope.app.exploration.Painting;
import trimscope.core.image.PatchGrid.Box;

/**
 * Selecting patches with the mouse: a frame with shift held, a brush with B held or switched on. B held for a stroke gives
 * the brush back afterwards; B alone switches it.
 */
final class PatchTools {
    static final String BRUSH_KEY = "B";

    private enum Gesture {
        NONE,
        FRAME,
        STROKE
    }

    private final ViewerModel model;
    private final Painting painting;
    private final ImageCanvas canvas;
    private final SelectionLayer layer;
    private final PatchPicker picker;
    private final BooleanProperty brush = new SimpleBooleanProperty();
    private Gesture gesture = Gesture.NONE;
    private boolean brushKeyHeld;
    private boolean brushedWhileHeld;
    private Point2D from = Point2D.ZERO;

    PatchTools(ViewerModel model, Painting painting, ImageCanvas canvas, SelectionLayer layer, PatchPicker picker) {
        this.model = model;
        this.painting = painting;
        this.canvas = canvas;
        this.layer = layer;
        this.picker = picker;
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::onRelease);
        canvas.addEventFilter(KeyEvent.KEY_PRESSED, event -> onBrushKey(event, true));
        canvas.addEventFilter(KeyEvent.KEY_RELEASED, event -> onBrushKey(event, false));
        canvas.focusedProperty().addListener(source -> brushKeyHeld = false);
    }

    /** Whether the brush is switched on. */
    BooleanProperty brushProperty() {
        return brush;
    }

    /** Whether a click belongs to a tool and freezes no read-out. */
    boolean takesClick(MouseEvent event) {
        return event.isShiftDown() || brush.get() || brushKeyHeld;
    }

    private void onBrushKey(KeyEvent event, boolean pressed) {
        if (event.getCode() != KeyCode.B || event.isShortcutDown()) {
            return;
        }
        event.consume();
        if (pressed && !brushKeyHeld) {
            brushedWhileHeld = false;
        } else if (!pressed && brushKeyHeld && !brushedWhileHeld) {
            brush.set(!brush.get());
        }
        brushKeyHeld = pressed;
    }

    private void onPress(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !takesClick(event) || canvas.isPanning()) {
            return;
        }
        from = place(event);
        model.unfreeze();
        if (event.isShiftDown()) {
            gesture = Gesture.FRAME;
        } else {
            gesture = Gesture.STROKE;
            brushedWhileHeld = true;
            painting.beginStroke();
            brushAt(from);
        }
    }

    private void onDrag(MouseEvent event) {
        Point2D to = place(event);
        if (gesture == Gesture.FRAME) {
            layer.showBand(Optional.of(frame(to)));
            canvas.repaint();
        } else if (gesture == Gesture.STROKE) {
            // A quick hand skips patches between two events: the way between them is filled.
            int steps =
                    1 + (int) (from.distance(to) * canvas.viewProperty().get().scale() / 4);
            for (int i = 1; i <= steps; i++) {
                brushAt(from.interpolate(to, (double) i / steps));
            }
            from = to;
        }
    }

    private void onRelease(MouseEvent event) {
        if (gesture == Gesture.FRAME) {
            Box frame = frame(place(event));
            layer.showBand(Optional.empty());
            painting.select(picker.within(frame));
            canvas.repaint();
        }
        gesture = Gesture.NONE;
    }

    private Box frame(Point2D to) {
        return new Box(
                Math.min(from.getX(), to.getX()),
                Math.min(from.getY(), to.getY()),
                Math.max(from.getX(), to.getX()),
                Math.max(from.getY(), to.getY()));
    }

    private void brushAt(Point2D at) {
        picker.at(at).ifPresent(painting::brush);
    }

    private Point2D place(MouseEvent event) {
        return canvas.viewProperty().get().toPicture(event.getX(), event.getY());
    }
}
