package trimscope.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trimscope.core.overlay.ColorTable;

class ColorScaleTest {
    private final ColorScale scale = new ColorScale(ColorTable.VIRIDIS, 0.5);

    @Test
    void zeroLetsThePictureThroughAndMuchDoesNot() {
        assertEquals(0, scale.argb(0, 1) >>> 24);
        assertEquals(255, scale.argb(0.5, 1) >>> 24);
        assertTrue(scale.argb(0.05, 1) >>> 24 < 128);
    }

    @Test
    void theEndsOfTheTableAreTheEndsOfTheRange() {
        assertEquals(ColorTable.VIRIDIS.argb(1), scale.argb(0.5));
        assertEquals(ColorTable.VIRIDIS.argb(1), scale.argb(9));
        assertEquals(ColorTable.VIRIDIS.argb(0), scale.argb(0));
    }

    @Test
    void anEmptyMapHasAScaleToo() {
        assertEquals(0, new ColorScale(ColorTable.VIRIDIS, 0).argb(0, 1) >>> 24);
    }

    @Test
    void numbersKeepThreeDigitsThatCount() {
        assertEquals("0", ColorBar.number(0));
        assertEquals("0.118", ColorBar.number(0.11812));
        assertEquals("0.0563", ColorBar.number(0.05631));
    }
}
