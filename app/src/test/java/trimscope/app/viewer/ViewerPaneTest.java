package trimscope.app.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.controlsfx.control.RangeSlider;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.PaneTest;
import trimscope.app.canvas.ColorBar;
import trimscope.app.canvas.ImageCanvas;

class ViewerPaneTest extends PaneTest {
    ViewerPaneTest() {
        super(ViewerPane::new);
    }

    @Test
    void lettersSwitchOverlaysWhileThePictureHasTheFocus() throws Exception {
        clickOn("#image-canvas");
        for (Overlay overlay : Overlay.values()) {
            if (overlay.isInMenu()) {
                continue;
            }
            ToggleButton button = lookup("#overlay-" + overlay.letter()).queryAs(ToggleButton.class);
            boolean before = button.isSelected();
            int shown = look();
            type(KeyCode.getKeyCode(overlay.letter()));
            WaitForAsyncUtils.waitForFxEvents();
            assertNotEquals(before, button.isSelected(), overlay.label());
            if (overlay != Overlay.VEIL) {
                assertNotEquals(shown, look(), overlay.label());
            }
        }
    }

    @Test
    void theReadOutFollowsThePointer() throws Exception {
        moveTo("#image-canvas");
        Node readOut = lookup(".read-out").query();
        await(readOut::isVisible);
        String title = lookup(".read-out-title").queryAs(Labeled.class).getText();
        assertTrue(title.matches("tile \\d · row \\d+ · column \\d+"), title);
        moveTo("#fit");
        await(() -> !readOut.isVisible());
    }

    @Test
    void theWheelZoomsAtThePointerAndZeroFitsAgain() {
        ImageCanvas canvas = lookup("#image-canvas").queryAs(ImageCanvas.class);
        double fitted = canvas.viewProperty().get().scale();
        Bounds bounds = canvas.localToScreen(canvas.getBoundsInLocal());
        moveTo(new Point2D(bounds.getMinX() + 200, bounds.getMinY() + 150));
        Point2D before = canvas.pointerProperty().get().orElseThrow();
        scroll(3, VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotEquals(fitted, canvas.viewProperty().get().scale());
        Point2D after = canvas.viewProperty().get().toPicture(200, 150);
        assertEquals(before.getX(), after.getX(), 1);
        assertEquals(before.getY(), after.getY(), 1);

        clickOn("#image-canvas").type(KeyCode.DIGIT0);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(fitted, canvas.viewProperty().get().scale());
        type(KeyCode.DIGIT1);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, canvas.viewProperty().get().scale());
    }

    @Test
    void spaceAndDraggingPan() {
        ImageCanvas canvas = lookup("#image-canvas").queryAs(ImageCanvas.class);
        double x = canvas.viewProperty().get().x();
        clickOn("#image-canvas").press(KeyCode.SPACE);
        drag("#image-canvas", MouseButton.PRIMARY).moveBy(40, 10).drop().release(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(x + 40, canvas.viewProperty().get().x(), 2);
    }

    @Test
    void theVeilFollowsTheRatio() throws Exception {
        int whole = look();
        interact(() -> exploration().trim().percentProperty().set(10));
        int trimmed = look();
        assertNotEquals(whole, trimmed);
        interact(() -> exploration().trim().percentProperty().set(20));
        assertNotEquals(trimmed, look());
        interact(() -> exploration().trim().percentProperty().set(100));
        assertEquals(whole, look());
    }

    @Test
    void theColourBarShowsNumbersAndWithoutAMapNone() {
        Labeled number = (Labeled) lookup(".color-bar-number").queryAll().stream()
                .filter(node -> node.getParent() instanceof ColorBar)
                .findFirst()
                .orElseThrow();
        assertTrue(number.isVisible());
        interact(() -> exploration().focus().select(0));
        assertFalse(number.isVisible());
    }

    @Test
    void theColoursReachAsFarAsThePersonSays() throws Exception {
        int automatic = look();
        clickOn("#scale");
        RangeSlider range = lookup("#colour-range").queryAs(RangeSlider.class);
        interact(() -> range.setHighValue(0.5));
        assertNotEquals(automatic, look());
        assertTrue(lookup("#range-fixed").queryAs(ToggleButton.class).isSelected());
        clickOn("#range-map");
        assertEquals(1, range.getHighValue());
        clickOn("#scale");
        await(() -> lookup("#colour-range").tryQuery().isEmpty());
        assertEquals(automatic, look());
    }

    /** What the canvas shows, as one number. */
    private int look() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        Image image = WaitForAsyncUtils.asyncFx(
                        () -> lookup("#image-canvas").query().snapshot(null, null))
                .get();
        int look = 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                look = 31 * look + image.getPixelReader().getArgb(x, y);
            }
        }
        return look;
    }
}
