package trimscope.app.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedSet;
import java.util.TreeSet;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.PaneTest;
import trimscope.app.canvas.ImageCanvas;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.KeptTokens;

class PaintingTest extends PaneTest {
    PaintingTest() {
        super(ViewerPane::new);
    }

    @Test
    void aFrameSelectsPatchesThatAreThenDroppedAndGivenBack() {
        trimToTenPercent();
        frame(0.1, 0.1, 0.4, 0.6);
        SortedSet<Integer> framed = selected();
        assertTrue(framed.size() > 20, "selected " + framed.size());
        clickOn("#selection-drop");
        assertEquals("10 % · painted", run().label());
        KeptTokens painted = kept();
        assertTrue(framed.stream().noneMatch(painted::contains));
        assertEquals(painted, run().prefillProperty().get().orElseThrow().kept().orElseThrow());
        assertEquals("painted: keep 0, drop " + framed.size(), sentence());

        press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("10 %", run().label());
        assertEquals(framed, selected());
    }

    @Test
    void theBrushKeepsWhatTheRuleDrops() {
        trimToTenPercent();
        clickOn("#image-canvas").press(KeyCode.B);
        moveTo(place(0.3, 0.5))
                .press(MouseButton.PRIMARY)
                .moveTo(place(0.6, 0.5))
                .release(MouseButton.PRIMARY);
        release(KeyCode.B);
        WaitForAsyncUtils.waitForFxEvents();
        int stroke = selected().size();
        assertTrue(stroke > 5, "selected " + stroke);
        clickOn("#selection-grow");
        SortedSet<Integer> grown = selected();
        assertTrue(grown.size() > 2 * stroke);
        clickOn("#selection-keep");
        assertTrue(grown.stream().allMatch(kept()::contains));

        clickOn("#selection-invert");
        assertTrue(grown.stream().noneMatch(kept()::contains));
        clickOn("#selection-clear");
        assertEquals("10 %", run().label());
        assertFalse(lookup(".selection-bar").query().isVisible());
    }

    @Test
    void aMaskThatLeavesNothingIsRefused() {
        PatchGrid grid = grid();
        trimToTenPercent();
        interact(() -> {
            SortedSet<Integer> all = new TreeSet<>();
            for (int token = 0; token < grid.validCount(); token++) {
                all.add(token);
            }
            exploration().painting().select(all);
        });
        clickOn("#selection-drop");
        assertEquals("10 %", run().label());
        assertEquals(1, exploration().notices().size());
        assertTrue(exploration().notices().get(0).text().endsWith("leave at least one."));
    }

    @Test
    void invertingASelectionSelectsAllOtherPatches() {
        PatchGrid grid = grid();
        frame(0.1, 0.1, 0.4, 0.6);
        int framed = selected().size();
        clickOn("#selection-invert");
        int all = grid.cellRows() * grid.cellColumns() + grid.tiles();
        assertEquals(all - framed, selected().size());
    }

    private void trimToTenPercent() {
        interact(() -> {
            exploration().trim().percentProperty().set(10);
            exploration().answerAtChosenRatio();
        });
    }

    private void frame(double x0, double y0, double x1, double y1) {
        clickOn("#image-canvas");
        moveTo(place(x0, y0)).press(KeyCode.SHIFT).press(MouseButton.PRIMARY);
        moveTo(place(x1, y1)).release(MouseButton.PRIMARY).release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A place of the picture, from 0 to 1 across and along it. */
    private Point2D place(double x, double y) {
        ImageCanvas canvas = lookup("#image-canvas").queryAs(ImageCanvas.class);
        PatchGrid grid = grid();
        var view = canvas.viewProperty().get();
        Bounds bounds = ((Node) canvas).localToScreen(canvas.getBoundsInLocal());
        return new Point2D(
                bounds.getMinX() + view.x() + view.scale() * x * grid.pictureWidth(),
                bounds.getMinY() + view.y() + view.scale() * y * grid.pictureHeight());
    }

    private SortedSet<Integer> selected() {
        return exploration().painting().selectedProperty().get();
    }

    private KeptTokens kept() {
        return exploration().trim().keptProperty().get().orElseThrow();
    }

    private String sentence() {
        return lookup("#selection").queryAs(Labeled.class).getText();
    }
}
