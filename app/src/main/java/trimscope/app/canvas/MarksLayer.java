package trimscope.app.canvas;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** A diamond in the middle of some patches, dark within light: readable on any picture and over the veil. */
public final class MarksLayer extends PatchMarks {
    /** Of the shorter side of a patch. */
    private static final double SIZE = 0.32;

    @Override
    void mark(GraphicsContext graphics, Rectangle2D area) {
        double x = area.getMinX() + area.getWidth() / 2;
        double y = area.getMinY() + area.getHeight() / 2;
        double reach = Math.max(3, SIZE * Math.min(area.getWidth(), area.getHeight()));
        diamond(graphics, x, y, reach, Color.WHITE, 4);
        diamond(graphics, x, y, reach, Color.BLACK, 1.5);
    }

    private static void diamond(GraphicsContext graphics, double x, double y, double reach, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.strokePolygon(new double[] {x, x + reach, x, x - reach}, new double[] {y - reach, y, y + reach, y}, 4);
    }
}
