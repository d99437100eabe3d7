package trimscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final Plot.Point HALF = point(0, "grid", 0.5);
    private static final Plot.Point TENTH = point(1, "grid", 0.1);
    private static final Plot.Point OTHER_HALF = point(2, "random", 0.5);

    /** The second rule's second point has not come yet. */
    private static final Plot PLOT = new Plot(
            Measure.AGREEMENT,
            Plot.Axis.RATIO,
            List.of(
                    new Plot.Series(3, "grid", List.of(HALF, TENTH)),
                    new Plot.Series(4, "random", List.of(OTHER_HALF))),
            OptionalDouble.empty());

    private static Plot.Point point(int index, String rule, double ratio) {
        return new Plot.Point(index, rule, ratio, ratio, 1);
    }

    @Test
    void stepsAlongARuleEndAtItsLastRatios() {
        assertEquals(TENTH, PLOT.step(HALF, 1, 0));
        assertEquals(TENTH, PLOT.step(TENTH, 1, 0));
        assertEquals(HALF, PLOT.step(HALF, -1, 0));
    }

    @Test
    void stepsToRulesGoRoundAndKeepThePlaceIfTheyCan() {
        assertEquals(OTHER_HALF, PLOT.step(HALF, 0, 1));
        assertEquals(OTHER_HALF, PLOT.step(TENTH, 0, 1));
        assertEquals(HALF, PLOT.step(OTHER_HALF, 0, 1));
        assertEquals(HALF, PLOT.step(OTHER_HALF, 0, -1));
    }

    @Test
    void pointsAreFoundByTheirPlace() {
        assertEquals(Optional.of(OTHER_HALF), PLOT.point(2));
        assertEquals(Optional.empty(), PLOT.point(3));
        assertEquals(1, PLOT.rule(OTHER_HALF));
        assertThrows(IllegalArgumentException.class, () -> PLOT.rule(point(3, "random", 0.1)));
    }
}
