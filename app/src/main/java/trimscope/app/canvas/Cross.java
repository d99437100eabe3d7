package trimscope.app.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The mark of an attention sink: two crossing strokes, pale with a dark rim. */
final class Cross {
    private static final Color RIM = Color.rgb(15, 23, 42, 0.85);

    private Cross() {}

    /** Draws it into a square. */
    static void paint(GraphicsContext graphics, double x, double y, double side) {
        stroke(graphics, x, y, side, RIM, 4);
        stroke(graphics, x, y, side, Color.WHITE, 1.8);
    }

    /** The mark by itself, for a legend. */
    static Canvas swatch(double side) {
        Canvas swatch = new Canvas(side, side);
        paint(swatch.getGraphicsContext2D(), 3, 3, side - 6);
        return swatch;
    }

    private static void stroke(GraphicsContext graphics, double x, double y, double side, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.strokeLine(x, y, x + side, y + side);
        graphics.strokeLine(x, y + side, x + side, y);
    }
}
