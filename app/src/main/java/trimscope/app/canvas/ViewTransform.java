package trimscope.app.canvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import trimscope.core.image.PatchGrid.Box;

/**
 * Picture pixels to canvas pixels and back. Immutable.
 *
 * @param scale canvas pixels per picture pixel
 * @param x where the picture's left edge lies
 * @param y where the picture's top edge lies
 */
public record ViewTransform(double scale, double x, double y) {
    static final double MIN_SCALE = 0.02;
    static final double MAX_SCALE = 64;

    /** The whole picture in the middle of the canvas, with a margin around it. */
    static ViewTransform fit(double pictureWidth, double pictureHeight, double width, double height, double margin) {
        double scale = Math.min((width - 2 * margin) / pictureWidth, (height - 2 * margin) / pictureHeight);
        return centred(clamp(scale), pictureWidth, pictureHeight, width, height);
    }

    static ViewTransform centred(double scale, double pictureWidth, double pictureHeight, double width, double height) {
        return new ViewTransform(
                scale, Math.rint((width - scale * pictureWidth) / 2), Math.rint((height - scale * pictureHeight) / 2));
    }

    /** Another scale under which the given canvas point shows the same place of the picture. */
    ViewTransform zoomed(double factor, double atX, double atY) {
        double next = clamp(scale * factor);
        double applied = next / scale;
        return new ViewTransform(next, atX - (atX - x) * applied, atY - (atY - y) * applied);
    }

    ViewTransform moved(double dx, double dy) {
        return new ViewTransform(scale, x + dx, y + dy);
    }

    /** The place in the picture at a canvas point. */
    public Point2D toPicture(double canvasX, double canvasY) {
        return new Point2D((canvasX - x) / scale, (canvasY - y) / scale);
    }

    /** Where a place of the picture lies. */
    public Point2D toCanvas(Point2D place) {
        return new Point2D(x + scale * place.getX(), y + scale * place.getY());
    }

    /** Where a rectangle of the picture lies, snapped to whole canvas pixels so that neighbours meet without a seam. */
    public Rectangle2D toCanvas(Box box) {
        double left = Math.rint(x + scale * box.x0());
        double top = Math.rint(y + scale * box.y0());
        double right = Math.rint(x + scale * box.x1());
        double bottom = Math.rint(y + scale * box.y1());
        return new Rectangle2D(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    private static double clamp(double scale) {
        return Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale));
    }
}
