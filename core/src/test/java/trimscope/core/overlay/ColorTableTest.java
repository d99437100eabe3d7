package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColorTableTest {
    @ParameterizedTest
    @CsvSource({
        "VIRIDIS, 440154, 21918c, fde725",
        "MAGMA, 000004, b73779, fcfdbf",
        "INFERNO, 000004, bc3754, fcffa4",
        "CIVIDIS, 00224e, 7d7c78, fee838"
    })
    void hasThePublishedColours(ColorTable table, String first, String middle, String last) {
        assertEquals(opaque(first), table.argb(0));
        assertEquals(opaque(middle), table.argb(128 / 256.0));
        assertEquals(opaque(last), table.argb(1));
    }

    @ParameterizedTest
    @EnumSource
    void getsBrighterAllTheWay(ColorTable table) {
        double before = -1;
        for (int i = 0; i < 256; i++) {
            double luminance = luminance(table.argb((i + 0.5) / 256));
            assertTrue(luminance > before - 1, table + " at " + i);
            before = luminance;
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsValuesIn(ColorTable table) {
        assertEquals(table.argb(0), table.argb(-3));
        assertEquals(table.argb(1), table.argb(7));
        assertEquals(table.argb(0), table.argb(Double.NaN));
    }

    @Test
    void hasNamesForPeople() {
        assertEquals("viridis", ColorTable.VIRIDIS.label());
    }

    private static int opaque(String hex) {
        return 0xFF000000 | Integer.parseInt(hex, 16);
    }

    private static double luminance(int argb) {
        return 0.2126 * (argb >> 16 & 0xFF) + 0.7152 * (argb >> 8 & 0xFF) + 0.0722 * (argb & 0xFF);
    }
}
