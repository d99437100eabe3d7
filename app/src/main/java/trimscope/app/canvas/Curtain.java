package trimscope.app.canvas;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;

/**
 * A line from the top to the bottom of a canvas that can be dragged: layers may be drawn on one side of it only. It stays where it is
 * while the picture moves below it.
 */
public final class Curtain implements CanvasLayer {
    private static final double STEP = 0.05;
    private static final double REACH = 6;
    private static final double HANDLE = 11;
    private static final Color RIM = Color.color(0, 0, 0, 0.7);

    private final ImageCanvas canvas;
    private final ReadOnlyDoubleWrapper position = new ReadOnlyDoubleWrapper(0.5);
    private boolean drawn;
    private boolean held;

    /** A curtain that is open: everything is drawn on its right side. */
    public Curtain(ImageCanvas canvas) {
        this.canvas = canvas;
        canvas.addEventFilter(MouseEvent.MOUSE_MOVED, event -> point(event));
        canvas.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onPress);
        canvas.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onDrag);
        canvas.addEventFilter(MouseEvent.MOUSE_RELEASED, this::leaveToNobodyElse);
        canvas.addEventFilter(MouseEvent.MOUSE_CLICKED, this::leaveToNobodyElse);
        position.addListener(source -> canvas.repaint());
    }

    /** Place of the line as a share of the canvas's width, 0 … 1. */
    public ReadOnlyDoubleProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    public boolean isDrawn() {
        return drawn;
    }

    /** Whether there is a line at all. */
    public void setDrawn(boolean now) {
        drawn = now;
        if (!drawn) {
            canvas.setCursor(Cursor.DEFAULT);
        }
        canvas.repaint();
    }

    /** Moves the line some steps to the right, or to the left if negative. */
    public void move(int steps) {
        moveTo(position.get() + steps * STEP);
    }

    private void moveTo(double share) {
        position.set(Math.max(0, Math.min(1, share)));
    }

    /** A layer of which only what is left of the line is drawn: nothing while there is no line. */
    public CanvasLayer left(CanvasLayer layer) {
        return (graphics, view) -> {
            if (drawn) {
                clip(graphics, 0, lineX());
                layer.paint(graphics, view);
            }
        };
    }

    /** A layer of which only what is right of the line is drawn: all of it while there is no line. */
    public CanvasLayer right(CanvasLayer layer) {
        return (graphics, view) -> {
            if (drawn) {
                clip(graphics, lineX(), canvas.getWidth());
            }
            layer.paint(graphics, view);
        };
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        if (!drawn) {
            return;
        }
        double x = lineX();
        double middle = canvas.getHeight() / 2;
        graphics.setFill(RIM);
        graphics.fillRect(x - 2, 0, 4, canvas.getHeight());
        graphics.fillOval(x - HANDLE - 1, middle - HANDLE - 1, 2 * HANDLE + 2, 2 * HANDLE + 2);
        graphics.setFill(Color.WHITE);
        graphics.fillRect(x - 1, 0, 2, canvas.getHeight());
        graphics.fillOval(x - HANDLE, middle - HANDLE, 2 * HANDLE, 2 * HANDLE);
        graphics.setFill(RIM);
        for (int side : new int[] {-1, 1}) {
            graphics.fillPolygon(
                    new double[] {x + side * 7, x + side * 3, x + side * 3},
                    new double[] {middle, middle - 4, middle + 4},
                    3);
        }
    }

    private void clip(GraphicsContext graphics, double from, double to) {
        graphics.beginPath();
        graphics.rect(from, 0, to - from, canvas.getHeight());
        graphics.clip();
    }

    private double lineX() {
        return Math.rint(position.get() * canvas.getWidth());
    }

    private void point(MouseEvent event) {
        if (drawn) {
            canvas.setCursor(isAtLine(event) ? Cursor.H_RESIZE : Cursor.DEFAULT);
        }
    }

    private void onPress(MouseEvent event) {
        held = drawn && event.getButton() == MouseButton.PRIMARY && isAtLine(event);
        if (held) {
            canvas.requestFocus();
            event.consume();
        }
    }

    private void onDrag(MouseEvent event) {
        if (held) {
            moveTo(event.getX() / canvas.getWidth());
            event.consume();
        }
    }

    /** The end of a drag and its click mean nothing else. */
    private void leaveToNobodyElse(MouseEvent event) {
        if (held) {
            event.consume();
        }
    }

    private boolean isAtLine(MouseEvent event) {
        boolean onHandle = Math.hypot(event.getX() - lineX(), event.getY() - canvas.getHeight() / 2) <= HANDLE;
        return onHandle || Math.abs(event.getX() - lineX()) <= REACH;
    }
}
