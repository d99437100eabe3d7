package trimscope.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;

class ClassBadgesTest {
    /** Two by two tiles of 14 × 14 patches. */
    private static final PatchGrid GRID = PatchGrid.of(400, 400, TileArrangement.of(400, 400, 196, 4), 196, 14, 4);

    private static final ClassBadges.Look PLAIN = new ClassBadges.Look(0, false, ClassBadges.Ring.PLAIN, false);

    @Test
    void everyTileHasABadgeInItsCornerAtAnyZoom() {
        assertEquals(4, GRID.tiles());
        ClassBadges badges = new ClassBadges();
        ViewTransform near = new ViewTransform(8, -100, 30);
        assertEquals(OptionalInt.empty(), badges.tokenAt(near, new Point2D(0, 0)));
        badges.show(GRID, token -> PLAIN);
        for (double scale : new double[] {0.05, 0.3, 1, 8}) {
            ViewTransform view = new ViewTransform(scale, 10, 20);
            for (int tile = 0; tile < 4; tile++) {
                Point2D middle = ClassBadges.middle(GRID, view, tile);
                assertEquals(OptionalInt.of(GRID.classToken(tile)), badges.tokenAt(view, middle));
                Point2D corner = view.toCanvas(
                        new Point2D(GRID.tileBox(tile).x0(), GRID.tileBox(tile).y0()));
                Point2D inside = middle.subtract(corner);
                assertTrue(inside.getX() > 0 && inside.getX() <= 16 && inside.getY() <= 16, inside::toString);
                double tileSide = scale * GRID.tileBox(0).width();
                assertTrue(inside.getX() <= 0.2 * tileSide + 1, "small tiles have small badges");
            }
            assertEquals(OptionalInt.empty(), badges.tokenAt(view, view.toCanvas(new Point2D(120, 120))));
        }
        badges.clear();
        assertEquals(OptionalInt.empty(), badges.tokenAt(near, ClassBadges.middle(GRID, near, 0)));
    }

    @Test
    void aFrameTakesTheBadgesWithinIt() {
        ClassBadges badges = new ClassBadges();
        badges.show(GRID, token -> PLAIN);
        ViewTransform view = new ViewTransform(1, 0, 0);
        assertEquals(
                List.of(GRID.classToken(0), GRID.classToken(1)), badges.within(view, new Rectangle2D(0, 0, 400, 100)));
        assertEquals(List.of(), badges.within(view, new Rectangle2D(50, 50, 100, 100)));
    }
}
