package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.checkpoint.Llama3Scaling;
import trimscope.core.checkpoint.RopeConfig;

/** Section 4.2 of the specification with the values of the published models. */
class RotaryTablesTest {
    private static final int HEAD_SIZE = 128;
    private static final double THETA = 500000;

    private static float[] scaled() {
        return RotaryTables.frequencies(
                new RopeConfig(THETA, Optional.of(new Llama3Scaling(8, 1, 4, 8192))), HEAD_SIZE);
    }

    private static float[] plain() {
        return RotaryTables.frequencies(new RopeConfig(THETA, Optional.empty()), HEAD_SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "28, 0.003211446, 0.003211446",
        "29, 0.0026160993, 0.0021665708",
        "32, 0.0014142136, 0.00052484616",
        "63, 2.4551408e-6, 3.0689260e-7"
    })
    void probeValues(int j, float unscaled, float stretched) {
        assertEquals(unscaled, plain()[j], 2e-7 * unscaled);
        assertEquals(stretched, scaled()[j], 2e-7 * stretched);
    }

    @Test
    void highFrequenciesStayAndLowOnesAreDivided() {
        float[] plain = plain();
        float[] scaled = scaled();
        assertEquals(HEAD_SIZE / 2, scaled.length);
        for (int j = 0; j < scaled.length; j++) {
            float share = scaled[j] / plain[j];
            if (j <= 28) {
                assertEquals(plain[j], scaled[j]);
            } else if (j <= 34) {
                assertEquals(true, share < 1 && share > 0.125f, "blended " + j);
            } else {
                assertEquals(0.125f, share, 1e-7f);
            }
        }
    }

    @Test
    void tablesRepeatTheirFirstHalf() {
        float[] frequencies = {1, 0.5f};
        float[] cos = RotaryTables.angles(frequencies, 3, false, false);
        float[] sin = RotaryTables.angles(frequencies, 3, true, false);
        float[] signed = RotaryTables.angles(frequencies, 3, true, true);
        assertArrayEquals(
                new float[] {1, 1, 1, 1, cos(1), cos(0.5), cos(1), cos(0.5), cos(2), cos(1), cos(2), cos(1)}, cos);
        assertArrayEquals(
                new float[] {0, 0, 0, 0, sin(1), sin(0.5), sin(1), sin(0.5), sin(2), sin(1), sin(2), sin(1)}, sin);
        for (int i = 0; i < sin.length; i++) {
            assertEquals(i % 4 < 2 ? -sin[i] : sin[i], signed[i]);
        }
    }

    private static float cos(double x) {
        return (float) Math.cos(x);
    }

    private static float sin(double x) {
        return (float) Math.sin(x);
    }
}
