package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/**
 * Shows a picture and the layers above it through one transform: wheel zooms at the pointer, dragging with the middle
 * button or with space held pans. Repaints are coalesced, one a pulse.
 */
public final class ImageCanvas extends Region {
    private static final double MARGIN = 16;
    private static final double STEP = 1.25;

    /** How the view came about: a fitted one follows the size of the control. */
    private enum ViewMode {
        FITTED,
        FREE
    }

    private final Canvas canvas = new Canvas();
    private final List<CanvasLayer> layers = new ArrayList<>();
    private final ReadOnlyObjectWrapper<ViewTransform> view = new ReadOnlyObjectWrapper<>(new ViewTransform(1, 0, 0));
    private final ReadOnlyObjectWrapper<Optional<Point2D>> pointer = new ReadOnlyObjectWrapper<>(Optional.empty());
    private ViewMode mode = ViewMode.FITTED;
    private double pictureWidth = 1;
    private double pictureHeight = 1;
    private boolean spaceHeld;
    private Optional<Point2D> panFrom = Optional.empty();

    public ImageCanvas() {
        getStyleClass().add("image-canvas");
        setFocusTraversable(true);
        setMinSize(80, 80);
        getChildren().add(canvas);
        canvas.setMouseTransparent(true);
        addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> pointAt(event.getX(), event.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> pointer.set(Optional.empty()));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::onPress);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, event -> panFrom = Optional.empty());
    }

    /** The transform in use. */
    public ReadOnlyObjectProperty<ViewTransform> viewProperty() {
        return view.getReadOnlyProperty();
    }

    /** The place in the picture under the pointer; empty while the pointer is elsewhere or pans. */
    public ReadOnlyObjectProperty<Optional<Point2D>> pointerProperty() {
        return pointer.getReadOnlyProperty();
    }

    /** Adds a layer above those that are there. */
    public void addLayer(CanvasLayer layer) {
        layers.add(layer);
        repaint();
    }

    /** Turns to a picture of another size and fits it in. */
    public void setPictureSize(double width, double height) {
        pictureWidth = width;
        pictureHeight = height;
        fit();
    }

    /** Has this canvas and another one of its size show the same place of their pictures from now on. */
    public void link(ImageCanvas other) {
        view.addListener((source, before, after) -> other.take(mode, after));
        other.view.addListener((source, before, after) -> take(other.mode, after));
    }

    private void take(ViewMode how, ViewTransform next) {
        mode = how;
        if (!next.equals(view.get())) {
            setView(next);
        }
    }

    /** Shows the whole picture, and keeps doing so when the window changes its size. */
    public void fit() {
        mode = ViewMode.FITTED;
        fitNow();
    }

    /** Shows one picture pixel as one pixel. */
    public void oneToOne() {
        mode = ViewMode.FREE;
        setView(ViewTransform.centred(1, pictureWidth, pictureHeight, getWidth(), getHeight()));
    }

    /** Zooms towards the middle. */
    public void zoomIn() {
        zoom(STEP, getWidth() / 2, getHeight() / 2);
    }

    /** Zooms away from the middle. */
    public void zoomOut() {
        zoom(1 / STEP, getWidth() / 2, getHeight() / 2);
    }

    /** Whether space is held, which turns dragging into panning. */
    public void setSpaceHeld(boolean held) {
        spaceHeld = held;
    }

    /** Whether the picture is being dragged. */
    public boolean isPanning() {
        return panFrom.isPresent();
    }

    /** Has everything painted again with the next pulse. */
    public void repaint() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            if (mode == ViewMode.FITTED) {
                fitNow();
            }
        }
        var graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        for (CanvasLayer layer : layers) {
            graphics.save();
            layer.paint(graphics, view.get());
            graphics.restore();
        }
    }

    private void fitNow() {
        if (getWidth() > 2 * MARGIN && getHeight() > 2 * MARGIN) {
            setView(ViewTransform.fit(pictureWidth, pictureHeight, getWidth(), getHeight(), MARGIN));
        }
    }

    private void setView(ViewTransform next) {
        view.set(next);
        repaint();
    }

    private void zoom(double factor, double atX, double atY) {
        mode = ViewMode.FREE;
        setView(view.get().zoomed(factor, atX, atY));
    }

    private void onScroll(ScrollEvent event) {
        if (event.isControlDown() || event.getDeltaY() == 0) {
            return;
        }
        // A notch of a wheel is 40 pixels; a touchpad sends many smaller ones.
        zoom(Math.pow(STEP, event.getDeltaY() / 40), event.getX(), event.getY());
        pointAt(event.getX(), event.getY());
        event.consume();
    }

    private void onPress(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.MIDDLE || (spaceHeld && event.getButton() == MouseButton.PRIMARY)) {
            panFrom = Optional.of(new Point2D(event.getX(), event.getY()));
            pointer.set(Optional.empty());
        }
    }

    private void onDrag(MouseEvent event) {
        if (!isPanning()) {
            pointAt(event.getX(), event.getY());
        }
        panFrom.ifPresent(from -> {
            mode = ViewMode.FREE;
            setView(view.get().moved(event.getX() - from.getX(), event.getY() - from.getY()));
            panFrom = Optional.of(new Point2D(event.getX(), event.getY()));
        });
    }

    private void pointAt(double x, double y) {
        pointer.set(Optional.of(view.get().toPicture(x, y)));
    }
}
