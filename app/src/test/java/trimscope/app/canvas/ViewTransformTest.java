package trimscope.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import trimscope.core.image.PatchGrid.Box;

class ViewTransformTest {
    @Test
    void zoomingKeepsThePlaceUnderThePointer() {
        ViewTransform view = ViewTransform.fit(400, 300, 900, 700, 16);
        var before = view.toPicture(321, 123);
        for (double factor : new double[] {1.25, 7, 0.01, 1000}) {
            var after = view.zoomed(factor, 321, 123).toPicture(321, 123);
            assertEquals(before.getX(), after.getX(), 1e-9);
            assertEquals(before.getY(), after.getY(), 1e-9);
        }
    }

    @Test
    void fittingShowsTheWholePictureInTheMiddle() {
        ViewTransform view = ViewTransform.fit(400, 300, 900, 700, 16);
        Rectangle2D shown = view.toCanvas(new Box(0, 0, 400, 300));
        assertTrue(shown.getMinX() >= 15 && shown.getMaxX() <= 885);
        assertTrue(shown.getMinY() >= 15 && shown.getMaxY() <= 685);
        assertEquals(shown.getMinX(), 900 - shown.getMaxX(), 1.5);
    }

    @Test
    void neighboursMeetWithoutASeam() {
        ViewTransform view = new ViewTransform(1.37, 3.2, 5.9);
        double edge = 0;
        for (int i = 0; i < 40; i++) {
            Rectangle2D area = view.toCanvas(new Box(i * 11.9, 0, (i + 1) * 11.9, 12));
            if (i > 0) {
                assertEquals(edge, area.getMinX());
            }
            edge = area.getMaxX();
        }
    }
}
