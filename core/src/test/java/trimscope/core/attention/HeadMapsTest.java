package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeadMapsTest {
    private static HeadMaps maps() {
        return new HeadMaps(List.of(3, 8), new float[][][] {
            {{1, 0, 0}, {0, 0.5f, 0.5f}}, {{0, 1, 0}, {0.25f, 0.25f, 0.5f}}
        });
    }

    @Test
    void sizes() {
        assertEquals(List.of(3, 8), maps().layers());
        assertEquals(2, maps().heads());
        assertEquals(3, maps().tokens());
    }

    @Test
    void oneHeadOfOneLayerByTheDecodersNumber() {
        assertArrayEquals(new float[] {0.25f, 0.25f, 0.5f}, maps().map(8, 1).toArray());
        assertThrows(IllegalArgumentException.class, () -> maps().map(0, 1));
    }

    @Test
    void meanAndMaximumOverLayersAndHeads() {
        assertArrayEquals(
                new float[] {0.3125f, 0.4375f, 0.25f},
                maps().map(List.of(3, 8), List.of(0, 1), Aggregation.MEAN).toArray());
        assertArrayEquals(
                new float[] {1, 1, 0.5f},
                maps().map(List.of(3, 8), List.of(0, 1), Aggregation.MAX).toArray());
        assertArrayEquals(
                new float[] {0, 0.5f, 0.5f},
                maps().map(List.of(3), List.of(1), Aggregation.MEAN).toArray());
        assertEquals(
                1, maps().map(List.of(3, 8), List.of(0, 1), Aggregation.MEAN).total(), 1e-12);
    }

    @Test
    void somethingMustBeChosen() {
        assertThrows(IllegalArgumentException.class, () -> maps().map(List.of(), List.of(0), Aggregation.MEAN));
        assertThrows(IllegalArgumentException.class, () -> maps().map(List.of(3), List.of(), Aggregation.MAX));
        assertThrows(IllegalArgumentException.class, () -> new HeadMaps(List.of(3), new float[2][1][1]));
    }
}
