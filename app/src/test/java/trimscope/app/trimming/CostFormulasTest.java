package trimscope.app.trimming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import trimscope.app.PaneTest;
import trimscope.core.chat.Costs;
import trimscope.core.chat.CrossCost;
import trimscope.core.chat.Trimming.FirstLayerCache;

class CostFormulasTest extends PaneTest {
    CostFormulasTest() {
        super(TrimPane::new);
    }

    @Test
    void theFormulaGivesWhatIsMeasured() {
        for (FirstLayerCache first : FirstLayerCache.values()) {
            for (int percent : List.of(100, 25, 3)) {
                interact(() -> {
                    exploration().trim().percentProperty().set(percent);
                    exploration().trim().firstLayerProperty().set(first);
                    exploration().answerAtChosenRatio();
                });
                Costs costs = run().costsProperty().get().orElseThrow();
                CrossCost shape =
                        exploration().model().infoProperty().get().orElseThrow().crossCost();
                assertEquals(
                        costs.cacheBytes(),
                        CostFormulas.of(shape, costs, run().trimming()).cacheBytes());
            }
        }
    }

    /** Specification section 6.3. */
    @Test
    void publishedSizes() {
        CrossCost eleven = new CrossCost(8, 32, 8, 128, 4096, 2);
        Costs full = new Costs(6404, 6404, 6404, 0, 0, 0, 0, 0);
        CostFormulas formulas = new CostFormulas(eleven, full, false);
        assertEquals(209_846_272, formulas.cacheBytes());
        assertTrue(formulas.lines().get(1).numbers().contains("= 859.5 GFLOP"), formulas.lines()::toString);
        assertTrue(formulas.lines().get(2).numbers().contains("= 839.4 MFLOP"), formulas.lines()::toString);
        Costs quarter = new Costs(6404, 6404, 1601, 0, 0, 0, 0, 0);
        assertEquals(72_134_656, new CostFormulas(eleven, quarter, false).cacheBytes());
        assertEquals(52_461_568, new CostFormulas(eleven, quarter, true).cacheBytes());
    }

    @Test
    void theSheetOpensAndCloses() {
        interact(() -> lookup("#formulas").query().requestFocus());
        push(KeyCode.ENTER);
        assertTrue(lookup("#formula-sheet").query().isVisible());
        Costs costs = run().costsProperty().get().orElseThrow();
        assertTrue(lookup((Label label) -> label.getText().startsWith("N = " + costs.tokens()))
                .tryQuery()
                .isPresent());
        push(KeyCode.ESCAPE);
        assertFalse(lookup("#formula-sheet").tryQuery().isPresent());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void peakMemoryIsMeasuredOrSaidNotToBe() {
        boolean measurable = Files.isWritable(Path.of("/proc/self/clear_refs"));
        assertEquals(measurable, run().peakBytes().isPresent());
        assertEquals(
                measurable ? "" : "peak memory cannot be measured on this system",
                new TrimModel(exploration()).costNote());
        assertTrue(!measurable || run().peakBytes().getAsLong() > 50_000_000);
    }
}
