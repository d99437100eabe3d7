package trimscope.app.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trimscope.app.DemoExploration;

class SparsityModelTest {
    @Test
    void curvesRiseFromNothingToEverything() {
        try (DemoExploration demo = new DemoExploration()) {
            demo.exploration().ask(demo.picture().suggestions().get(0));
            SparsityModel model = new SparsityModel(demo.exploration());
            assertEquals(4, model.curves().size());
            for (SparsityModel.Curve curve : model.curves()) {
                assertEquals(0, curve.shares().get(0));
                assertEquals(1, curve.shares().get(100), 1e-4);
                assertTrue(curve.shares().get(20) >= curve.shares().get(10));
            }
            demo.exploration().trim().percentProperty().set(10);
            assertTrue(model.sentence().startsWith("The kept 21 % hold "), model.sentence());
        }
    }
}
