package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.image.PatchGrid.Kind;

class PatchGridTest {
    private static PatchGrid grid(int width, int height) {
        return PatchGrid.of(width, height, TileArrangement.of(height, width, 560, 4), 560, 14, 4);
    }

    @ParameterizedTest
    @CsvSource({"336, 336", "561, 561", "4000, 3000", "5, 3000", "3000, 5", "1, 1", "1, 9000", "333, 500", "1921, 1079"
    })
    void boxesCoverThePictureOnceAndFindTheirToken(int width, int height) {
        PatchGrid grid = grid(width, height);
        double area = 0;
        for (int token = 0; token < grid.size(); token++) {
            Optional<Box> box = grid.box(token);
            assertEquals(grid.kind(token) == Kind.PATCH, box.isPresent());
            if (box.isPresent()) {
                Box b = box.get();
                assertTrue(b.x0() >= 0 && b.x1() <= width && b.y0() >= 0 && b.y1() <= height, b::toString);
                assertEquals(OptionalInt.of(token), grid.tokenAt(b.x0(), b.y0()));
                assertEquals(OptionalInt.of(token), grid.tokenAt((b.x0() + b.x1()) / 2, (b.y0() + b.y1()) / 2));
                assertEquals(OptionalInt.of(token), grid.tokenAt(Math.nextDown(b.x1()), Math.nextDown(b.y1())));
                area += b.width() * b.height();
            }
        }
        assertEquals((double) width * height, area, 1e-6 * width * height);
    }

    @Test
    void everyPointOfEverySizeLiesInTheBoxOfItsToken() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            int width = 1 + random.nextInt(5000);
            int height = 1 + random.nextInt(5000);
            PatchGrid grid = grid(width, height);
            for (int k = 0; k < 20; k++) {
                double x = random.nextBoolean() ? random.nextInt(width) : random.nextDouble() * width;
                double y = random.nextBoolean() ? random.nextInt(height) : random.nextDouble() * height;
                int token = grid.tokenAt(x, y).orElseThrow();
                assertTrue(grid.box(token).orElseThrow().contains(x, y), () -> token + " at " + x + ", " + y);
            }
        }
    }

    @Test
    void nothingLiesOutsideThePicture() {
        PatchGrid grid = grid(640, 480);
        assertEquals(OptionalInt.empty(), grid.tokenAt(-0.1, 5));
        assertEquals(OptionalInt.empty(), grid.tokenAt(5, 480));
        assertEquals(OptionalInt.empty(), grid.tokenAt(640, 5));
        assertEquals(OptionalInt.empty(), grid.tokenAt(Double.NaN, 5));
    }

    @Test
    void countsAndKindsOfAPictureWithPadding() {
        PatchGrid grid = grid(640, 480);
        assertEquals(4 * 1601, grid.size());
        assertEquals(1601, grid.tokensPerTile());
        assertEquals(2, grid.tiles());
        assertEquals(2 * 1601, grid.validCount());
        assertEquals(2 * 1601, count(grid.valid()));
        assertEquals(Kind.CLASS_TOKEN, grid.kind(0));
        assertEquals(Kind.CLASS_TOKEN, grid.kind(1601));
        assertEquals(Kind.PADDING_TILE, grid.kind(2 * 1601));
        assertEquals(Kind.PATCH, grid.kind(1));
        // 480 = 34 rows of 14 and a rest: row 34 shows the rest, row 35 nothing.
        assertEquals(Kind.PATCH, grid.kind(1 + 34 * 40));
        assertEquals(Kind.CANVAS_PADDING, grid.kind(1 + 35 * 40));
        assertEquals(new Box(0, 476, 14, 480), grid.box(1 + 34 * 40).orElseThrow());
    }

    @Test
    void placesWithinTheTile() {
        PatchGrid grid = grid(640, 480);
        int token = 1601 + 1 + 3 * 40 + 5;
        assertEquals(1, grid.tile(token));
        assertEquals(3, grid.row(token));
        assertEquals(5, grid.column(token));
        assertEquals(1601, grid.classToken(1));
        assertThrows(IllegalArgumentException.class, () -> grid.row(1601));
        assertThrows(IllegalArgumentException.class, () -> grid.column(0));
        assertThrows(IllegalArgumentException.class, () -> grid.tile(-1));
        assertThrows(IllegalArgumentException.class, () -> grid.kind(grid.size()));
    }

    @ParameterizedTest
    @CsvSource({"336, 336", "561, 561", "4000, 3000", "5, 3000", "1, 1", "1921, 1079"})
    void cellsHaveTheBoxesOfTheirTokens(int width, int height) {
        PatchGrid grid = grid(width, height);
        for (int row = 0; row < grid.cellRows(); row++) {
            for (int column = 0; column < grid.cellColumns(); column++) {
                Box box = grid.box(grid.cellToken(row, column)).orElseThrow();
                assertEquals(
                        new Box(
                                grid.columnEdge(column),
                                grid.rowEdge(row),
                                grid.columnEdge(column + 1),
                                grid.rowEdge(row + 1)),
                        box);
            }
        }
        assertEquals(height, grid.rowEdge(grid.cellRows()));
        assertEquals(width, grid.columnEdge(grid.cellColumns()));
        assertThrows(IllegalArgumentException.class, () -> grid.cellToken(grid.cellRows(), 0));
    }

    @Test
    void tileBoxesAreClippedToThePicture() {
        PatchGrid grid = grid(640, 480);
        assertEquals(new Box(0, 0, 560, 480), grid.tileBox(0));
        assertEquals(new Box(560, 0, 640, 480), grid.tileBox(1));
        assertThrows(IllegalArgumentException.class, () -> grid.tileBox(2));
        assertFalse(grid.tileBox(1).contains(640, 10));
    }

    @Test
    void refusesPatchesThatDoNotDivideATile() {
        TileArrangement arrangement = TileArrangement.of(100, 100, 560, 4);
        assertThrows(IllegalArgumentException.class, () -> PatchGrid.of(100, 100, arrangement, 560, 13, 4));
    }

    private static long count(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }
}
