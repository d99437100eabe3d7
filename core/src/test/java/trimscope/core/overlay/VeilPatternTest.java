package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VeilPatternTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 7, 16, 27})
    void repeatsWithoutASeam(int side) {
        int[] argb = VeilPattern.argb(side);
        for (int i = 0; i < side * side; i++) {
            int alongTheDiagonal = (i / side + 1) % side * side + (i % side + side - 1) % side;
            assertEquals(argb[i], argb[alongTheDiagonal]);
        }
        int[] alphas =
                Arrays.stream(argb).map(colour -> colour >>> 24).distinct().toArray();
        assertTrue(alphas.length >= 2 && Arrays.stream(alphas).allMatch(alpha -> alpha > 128 && alpha < 230));
    }
}
