package trimscope.app.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.PaneTest;

/** The bare picture left of the curtain, what is laid over it right of it. */
class CurtainTest extends PaneTest {
    private static final int LINE = 16;

    CurtainTest() {
        super(ViewerPane::new);
    }

    @Test
    void parts() throws Exception {
        Image covered = look();
        Image bare = bare();
        type(KeyCode.C);
        Image parted = look();
        int middle = (int) parted.getWidth() / 2;
        assertTrue(equal(parted, bare, 0, middle - LINE), "bare at the left");
        assertTrue(equal(parted, covered, middle + LINE, (int) parted.getWidth()), "covered at the right");
        assertFalse(equal(bare, covered, 0, middle), "there is a difference to be seen");

        Bounds bounds = canvas().localToScreen(canvas().getBoundsInLocal());
        moveTo(new Point2D(bounds.getCenterX(), bounds.getMinY() + 40));
        press(MouseButton.PRIMARY).moveBy(100, 0).release(MouseButton.PRIMARY);
        moveTo("#fit");
        await(() -> !lookup(".read-out").query().isVisible());
        assertTrue(equal(look(), bare, 0, middle + 100 - LINE), "dragged, and no read-out was frozen");
    }

    @Test
    void goesByKeyboard() {
        Image bare = bare();
        type(KeyCode.C);
        write("]]]");
        int moved = (int) Math.rint(0.65 * bare.getWidth());
        assertTrue(equal(look(), bare, 0, moved - LINE));
        assertFalse(equal(look(), bare, 0, moved + LINE), "the line is there");
        write("[[[[[[[[[[[[[[[[");
        assertFalse(equal(look(), bare, LINE, moved), "all the way to the left");
        type(KeyCode.C);
        assertFalse(equal(look(), bare, 0, moved), "without a curtain everything is covered");
    }

    /** The picture without heatmap, veil and class tokens, which are back afterwards; the picture has the focus. */
    private Image bare() {
        clickOn("#image-canvas", MouseButton.MIDDLE);
        moveTo("#fit");
        type(KeyCode.H).type(KeyCode.V).type(KeyCode.T);
        Image bare = look();
        type(KeyCode.H).type(KeyCode.V).type(KeyCode.T);
        return bare;
    }

    private Node canvas() {
        return lookup("#image-canvas").query();
    }

    private Image look() {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(10_000, () -> canvas().snapshot(null, null));
    }

    private static boolean equal(Image one, Image other, int fromX, int toX) {
        assertEquals(one.getWidth(), other.getWidth());
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = fromX; x < toX; x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }
}
