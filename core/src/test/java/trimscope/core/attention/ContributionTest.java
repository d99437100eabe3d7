package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContributionTest {
    @Test
    void headsOfAGroupShareTheirValuesAndAClosedLayerPassesNothingOn() {
        float[][][] weights = {
            {{0.5f, 0.5f}, {1, 0}, {0.25f, 0.75f}, {0, 1}},
            {{0.5f, 0.5f}, {1, 0}, {0.25f, 0.75f}, {0, 1}}
        };
        // Two key/value heads for four query heads; the sign of a gate does not matter.
        float[][][] lengths = {{{2, 4}, {8, 16}}, {{2, 4}, {8, 16}}};
        Contribution contribution = new Contribution(List.of(3, 8), new double[] {-0.5, 0}, lengths);
        HeadMaps found = contribution.of(new HeadMaps(List.of(3, 8), weights));
        assertArrayEquals(new float[] {0.5f, 1}, found.map(3, 0).toArray());
        assertArrayEquals(new float[] {1, 0}, found.map(3, 1).toArray());
        assertArrayEquals(new float[] {1, 6}, found.map(3, 2).toArray());
        assertArrayEquals(new float[] {0, 8}, found.map(3, 3).toArray());
        assertArrayEquals(new float[] {0, 0}, found.map(8, 2).toArray());
    }

    @Test
    void mapsOfOtherLayersAreRefused() {
        Contribution contribution = new Contribution(List.of(3), new double[] {0.5}, new float[1][1][4]);
        HeadMaps others = new HeadMaps(List.of(4), new float[1][2][4]);
        assertThrows(IllegalArgumentException.class, () -> contribution.of(others));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Contribution(List.of(3), new double[] {0.5, 1}, new float[1][1][4]));
    }
}
