package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileArrangementTest {
    /** The examples of section 2.2 of the specification: tiles of 560, at most 4. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 1, 1, 1, 560, 560",
        "560, 560, 1, 1, 1, 560, 560",
        "561, 561, 2, 2, 6, 561, 561",
        "480, 640, 1, 2, 2, 480, 640",
        "640, 480, 2, 1, 5, 640, 480",
        "333, 500, 1, 1, 1, 372, 560",
        "1080, 1920, 2, 2, 6, 630, 1120",
        "1920, 1080, 2, 2, 6, 1120, 630",
        "3000, 4000, 2, 2, 6, 840, 1120",
        "200, 2000, 1, 4, 4, 200, 2000",
        "560, 1680, 1, 3, 3, 560, 1680",
        "5, 3000, 1, 4, 4, 3, 2240",
    })
    void examples(int height, int width, int rows, int columns, int id, int fittedHeight, int fittedWidth) {
        assertEquals(
                new TileArrangement(rows, columns, id, fittedHeight, fittedWidth),
                TileArrangement.of(height, width, 560, 4));
    }

    @Test
    void idsCountTheCandidatesFromOne() {
        assertEquals(8, TileArrangement.of(4 * 560, 560, 560, 4).aspectRatioId());
        assertEquals(14, TileArrangement.of(6 * 21, 21, 21, 6).aspectRatioId());
        assertEquals(1, TileArrangement.of(1, 50_000_000, 560, 1).aspectRatioId());
    }

    @Test
    void everySizeFitsItsCanvas() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int height = 1 + random.nextInt(1 << (1 + random.nextInt(13)));
            int width = 1 + random.nextInt(1 << (1 + random.nextInt(13)));
            TileArrangement found = TileArrangement.of(height, width, 560, 4);
            assertTrue(found.resizedHeight() >= 1 && found.resizedHeight() <= found.rows() * 560, () -> "" + found);
            assertTrue(found.resizedWidth() >= 1 && found.resizedWidth() <= found.columns() * 560, () -> "" + found);
            assertTrue(found.tiles() <= 4);
        }
    }

    @Test
    void refusesEmptyPictures() {
        assertThrows(IllegalArgumentException.class, () -> TileArrangement.of(0, 5, 560, 4));
        assertThrows(IllegalArgumentException.class, () -> TileArrangement.of(5, 0, 560, 4));
    }
}
