package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferenceStyleTest {
    private static final DifferenceStyle STYLE = new DifferenceStyle(2, 1);
    private static final int STEPS = 128;

    /** What of linear red, green and blue reaches people without one kind of cones: Machado, Oliveira, Fernandes 2009. */
    private enum Vision {
        FULL(1, 0, 0, 0, 1, 0, 0, 0, 1),
        WITHOUT_RED(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        WITHOUT_GREEN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        WITHOUT_BLUE(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        @SuppressWarnings("ImmutableEnumChecker") // never changed
        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        /** CIELAB under daylight. */
        double[] lab(int argb) {
            double[] linear = new double[3];
            for (int i = 0; i < 3; i++) {
                double sample = (argb >> (16 - 8 * i) & 0xFF) / 255.0;
                linear[i] = sample <= 0.04045 ? sample / 12.92 : Math.pow((sample + 0.055) / 1.055, 2.4);
            }
            double r = seen(0, linear);
            double g = seen(1, linear);
            double b = seen(2, linear);
            double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
            double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
            double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
            return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
        }

        private double seen(int row, double[] linear) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += matrix[3 * row + i] * linear[i];
            }
            return Math.max(0, Math.min(1, sum));
        }

        private static double root(double t) {
            return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
        }
    }

    @ParameterizedTest
    @EnumSource
    void getsDarkerOnBothSidesOfZero(Vision vision) {
        for (int sign : new int[] {-1, 1}) {
            double before = vision.lab(STYLE.argb(sign * 1e-6))[0];
            for (int i = 1; i <= STEPS; i++) {
                double lightness = vision.lab(STYLE.argb(sign * 2.0 * i / STEPS))[0];
                assertTrue(lightness < before + 0.5, vision + " at " + sign * i);
                before = lightness;
            }
            assertTrue(before < 35, "the ends are dark");
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreAndLessAreNeverTheSameColour(Vision vision) {
        for (int i = STEPS / 10; i <= STEPS; i++) {
            double difference = 2.0 * i / STEPS;
            double[] more = vision.lab(STYLE.argb(difference));
            double[] less = vision.lab(STYLE.argb(-difference));
            double apart = Math.hypot(Math.hypot(more[0] - less[0], more[1] - less[1]), more[2] - less[2]);
            assertTrue(apart > 8, vision + " at " + difference + ": " + apart);
        }
    }

    @Test
    void hasThePublishedEndsAndIsCentredAtZero() {
        assertEquals(0xFF67001F, STYLE.argb(2));
        assertEquals(0xFF67001F, STYLE.argb(5), "drawn in");
        assertEquals(0xFF053061, STYLE.argb(-2));
        assertEquals(0, STYLE.argb(0) >>> 24, "where nothing changes the picture shows");
        assertEquals(0, STYLE.difference(0.5));
        assertEquals(-2, STYLE.difference(0));
        assertEquals(2, STYLE.difference(1));
        assertEquals(STYLE.argb(0.1) >>> 24, STYLE.argb(-0.1) >>> 24);
    }

    @Test
    void reachesToTheLargestDifference() {
        assertEquals(0.25, DifferenceStyle.reaching(0.25).limit());
        assertEquals(0, DifferenceStyle.reaching(0).argb(0) >>> 24, "equal maps");
        assertThrows(IllegalArgumentException.class, () -> new DifferenceStyle(0, 1));
    }
}
