package trimscope.app.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.PaneTest;
import trimscope.app.canvas.ClassBadges;
import trimscope.app.canvas.ColorBar;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.inference.Quantity;
import trimscope.core.image.PatchGrid;

/** Class tokens, sinks, contributions, and what the colours' range refers to, in the viewer. */
class ViewerMapsTest extends PaneTest {
    ViewerMapsTest() {
        super(ViewerPane::new);
    }

    @Test
    void aClassTokensBadgeBehavesLikeAPatch() {
        trim(10);
        moveTo(badge(1));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("tile 2 · class token", title());
        assertTrue(readOut().contains("weight") && readOut().contains("state"), readOut()::toString);
        assertFalse(readOut().contains("pixels x"), "it has no place on the picture");

        clickOn(badge(1));
        moveTo(badge(2));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals("tile 2 · class token", title(), "a click freezes");
        clickOn("#image-canvas").type(KeyCode.ESCAPE);

        int token = grid().classToken(1);
        press(KeyCode.B);
        moveTo(badge(1)).press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        release(KeyCode.B);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(Set.of(token), selected());
        boolean kept = exploration().trim().keptProperty().get().orElseThrow().contains(token);
        clickOn(kept ? "#selection-drop" : "#selection-keep");
        assertEquals(
                !kept, exploration().trim().keptProperty().get().orElseThrow().contains(token));
    }

    @Test
    void aFrameTakesClassTokensAlongUnlessTheyAreHidden() {
        frameAll();
        int patches = grid().cellRows() * grid().cellColumns();
        assertEquals(patches + grid().tiles(), selected().size());
        type(KeyCode.T);
        frameAll();
        assertEquals(patches, selected().size());
    }

    @Test
    void theCursorReachesClassTokensByKeyboard() {
        clickOn("#image-canvas").type(KeyCode.ESCAPE).type(KeyCode.RIGHT).type(KeyCode.J);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(title().endsWith("class token"), title());
        type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(1, selected().size());
        assertEquals(
                PatchGrid.Kind.CLASS_TOKEN, grid().kind(selected().iterator().next()));
        type(KeyCode.J);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(title().endsWith("row 1 · column 1"), title());
    }

    @Test
    void droppedPatchesAreVeiledOrOutlined() throws Exception {
        trim(10);
        int veiled = look();
        clickOn("#image-canvas").type(KeyCode.ESCAPE).type(KeyCode.O);
        int outlined = look();
        assertNotEquals(veiled, outlined);
        type(KeyCode.V);
        assertNotEquals(outlined, look(), "nothing is marked");
        type(KeyCode.O).type(KeyCode.O);
        assertEquals(outlined, look(), "asking for the outline shows it");
    }

    @Test
    void theRangeIsSharedOverTheRun() {
        clickOn("#scale").clickOn("#range-run").clickOn("#scale");
        assertTrue(legend().contains("range: this run"), legend()::toString);
        String most = numbers().get(numbers().size() - 1);
        interact(() -> exploration().focus().select(run().answerTokens().get(0).position()));
        assertEquals(most, numbers().get(numbers().size() - 1));
        interact(() -> exploration().focus().choose(layers(2)));
        assertNotEquals(most, numbers().get(numbers().size() - 1), "other layers have another range");
        clickOn("#scale").clickOn("#range-map").clickOn("#scale");
        assertTrue(legend().contains("range: this map"), legend()::toString);
    }

    @Test
    void sinksAreMarkedHiddenAndSubtracted() throws Exception {
        interact(() -> exploration().focus().choose(layers(2, 4, 6, 8)));
        clickOn("#image-canvas").type(KeyCode.ESCAPE).moveTo("#fit");
        int plain = look();
        assertFalse(legend().contains("sink"));
        clickOn("#image-canvas").type(KeyCode.ESCAPE).type(KeyCode.S);
        int marked = look();
        assertNotEquals(plain, marked);
        assertTrue(legend().contains("sink"), legend()::toString);
        moveTo(badge(0));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(readOut().contains("sink, usually"), readOut()::toString);
        moveTo("#fit");
        clickOn("#image-canvas").type(KeyCode.ESCAPE).type(KeyCode.S);
        assertNotEquals(marked, look());
        assertTrue(legend().contains("sinks hidden"), legend()::toString);
        type(KeyCode.S);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(legend().contains("sinks less their average"), legend()::toString);
        moveTo(badge(0));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(readOut().contains("above that"), readOut()::toString);
        type(KeyCode.S).moveTo("#fit");
        assertEquals(plain, look());
    }

    @Test
    void contributionsAreNamedEverywhereAndAClosedLayerIsSaidToBeOne() throws Exception {
        interact(() -> exploration().focus().choose(layers(2)));
        Labeled warning = lookup("#map-warning").queryAs(Labeled.class);
        assertTrue(warning.isVisible());
        assertTrue(warning.getText().startsWith("Layer 2 is nearly closed"), warning.getText());
        int weights = look();
        double most = exploration().focus().mapProperty().get().orElseThrow().max();
        clickOn("#image-canvas").type(KeyCode.ESCAPE).type(KeyCode.Q);
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                Quantity.CONTRIBUTION, exploration().focus().quantityProperty().get());
        assertNotEquals(weights, look());
        assertNotEquals(
                most, exploration().focus().mapProperty().get().orElseThrow().max());
        assertEquals(
                "contribution", lookup("#quantity").queryAs(MenuButton.class).getText());
        assertTrue(legend().contains("contribution"), legend()::toString);
        assertTrue(legend().contains("weight × gate × length of the value"), legend()::toString);
        assertFalse(warning.isVisible());
        moveTo("#image-canvas");
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(readOut().contains("contribution"), readOut()::toString);
        interact(() -> exploration().focus().measure(Quantity.ATTENTION));
        interact(() -> exploration().focus().choose(layers(8)));
        assertFalse(warning.isVisible());
    }

    private static HeadChoice layers(Integer... layers) {
        return HeadChoice.allHeads(List.of(layers), 6);
    }

    private void trim(int percent) {
        interact(() -> {
            exploration().trim().percentProperty().set(percent);
            exploration().answerAtChosenRatio();
        });
    }

    private void frameAll() {
        clickOn("#image-canvas").type(KeyCode.ESCAPE);
        Bounds bounds = canvas().localToScreen(canvas().getBoundsInLocal());
        moveTo(new Point2D(bounds.getMinX() + 2, bounds.getMinY() + 2))
                .press(KeyCode.SHIFT)
                .press(MouseButton.PRIMARY)
                .moveTo(new Point2D(bounds.getMaxX() - 2, bounds.getMaxY() - 2))
                .release(MouseButton.PRIMARY)
                .release(KeyCode.SHIFT);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Set<Integer> selected() {
        return exploration().painting().selectedProperty().get();
    }

    private ImageCanvas canvas() {
        return lookup("#image-canvas").queryAs(ImageCanvas.class);
    }

    private Point2D badge(int tile) {
        return canvas().localToScreen(
                        ClassBadges.middle(grid(), canvas().viewProperty().get(), tile));
    }

    private String title() {
        return lookup(".read-out-title").queryAs(Labeled.class).getText();
    }

    private Set<String> readOut() {
        return texts(lookup(".read-out").query());
    }

    private Set<String> legend() {
        return texts(lookup((Node node) -> node instanceof ColorBar).query());
    }

    private List<String> numbers() {
        return lookup((Node node) -> node instanceof ColorBar).query().lookupAll(".color-bar-number").stream()
                .filter(node -> node.getParent() instanceof ColorBar)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    private static Set<String> texts(Node node) {
        return node.lookupAll(".label").stream()
                .filter(Node::isVisible)
                .filter(label -> label.getParent().isVisible())
                .map(label -> ((Labeled) label).getText())
                .collect(Collectors.toSet());
    }

    /** What the canvas shows, as one number. */
    private int look() throws Exception {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image =
                WaitForAsyncUtils.asyncFx(() -> canvas().snapshot(null, null)).get();
        return IntStream.range(0, (int) image.getHeight())
                .flatMap(y -> IntStream.range(0, (int) image.getWidth())
                        .map(x -> image.getPixelReader().getArgb(x, y)))
                .reduce(1, (hash, argb) -> 31 * hash + argb);
    }
}
