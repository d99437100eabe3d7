package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.canvas.ColorBar;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.command.Command;
import trimscope.app.exploration.PairState;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.core.evaluation.Comparison;

/** Two runs compared in the real window: what is missing is made, numbers are the core's, every mode shows something of its own. */
class CompareWalkTest extends WindowTest {
    @Test
    void compare() throws Exception {
        firstMinute();
        askAtOnePercent();
        makeTheFullRun();
        readTheNumbers();
        chooseWords();
        linkedViewers();
        scale();
        curtain();
        difference();
        chooseOtherRuns();
        close();
    }

    private void askAtOnePercent() throws Exception {
        interact(() -> exploration().trim().percentProperty().set(1));
        clickOn("#question").write("What is on the sign?").type(KeyCode.ENTER);
        await(() -> run().question().equals("What is on the sign?") && run().state() == RunState.ANSWERED);
        push(KeyCode.F2);
        await(() -> lookup("#comparison").tryQuery().isPresent());
        assertTrue(lookup("#chat").query().isVisible());
        assertTrue(lookup("#viewer").tryQuery().isEmpty());
        assertEquals(
                PairState.FULL_MISSING, exploration().pair().stateProperty().get());
    }

    private void makeTheFullRun() throws Exception {
        Node nothing = lookup("#nothing-to-compare").query();
        assertTrue(nothing.isVisible());
        assertTrue(from(nothing).lookup(".button").query().isFocused(), "the remedy is one key away");
        type(KeyCode.SPACE);
        await(() -> exploration().pair().stateProperty().get() == PairState.COMPARED);
        assertFalse(nothing.isVisible());
        assertTrue(run().isFull());
    }

    private void readTheNumbers() {
        Comparison found = exploration().pair().comparisonProperty().get().orElseThrow();
        assertTrue(found.agreement() < 1);
        assertEquals(String.format(Locale.ROOT, "%.0f %%", 100 * found.agreement()), text("#agreement"));
        assertTrue(text("#agreement-explained")
                .startsWith("At "
                        + Math.round(found.agreement() * found.forced().tokens().size()) + " of "
                        + found.forced().tokens().size() + " places"));
        String word = found.first().words().get(0);
        assertTrue(text("#parting").contains("“" + word + "”"), text("#parting"));
        assertEquals(1, lookup(".parting").queryAll().size(), "one place is marked as the first");
        Set<Label> figures =
                from(lookup(".parting").<Node>query()).lookup(".aligned-figure").queryAllAs(Label.class);
        assertTrue(figures.stream()
                .map(Label::getText)
                .toList()
                .contains(String.format(
                        Locale.ROOT, "%.3f", found.forced().tokens().get(0).referenceProbability())));
    }

    private void chooseWords() throws Exception {
        clickOn(lookup(".parting").<Node>query());
        await(() -> exploration().pair().mapsProperty().get().isPresent());
        assertEquals(
                List.of(run().answerTokens().get(0).position()),
                exploration().focus().selectedProperty().get());
        clickOn("#compare-canvas", MouseButton.MIDDLE).type(KeyCode.RIGHT);
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(lookup(".parting").query().getPseudoClassStates().toString().contains("selected"));
        type(KeyCode.N).type(KeyCode.LEFT);
        clickOn(lookup(".parting").<Node>query());
    }

    private void linkedViewers() throws Exception {
        ImageCanvas left = lookup("#compare-canvas").queryAs(ImageCanvas.class);
        ImageCanvas right = lookup("#compare-canvas-second").queryAs(ImageCanvas.class);
        assertEquals(left.viewProperty().get(), right.viewProperty().get());
        double fitted = left.viewProperty().get().scale();
        moveTo(right);
        scroll(3, VerticalDirection.UP);
        WaitForAsyncUtils.waitForFxEvents();
        assertNotEquals(fitted, left.viewProperty().get().scale());
        assertEquals(left.viewProperty().get(), right.viewProperty().get());
        assertTrue(text("#patch-line").contains("  ·  B "), text("#patch-line"));
        clickOn("#compare-fit");
        await(() -> left.viewProperty().get().scale() == fitted);
    }

    /** What people set in the viewer counts here and the other way round. */
    private void scale() throws Exception {
        Image linear = look();
        clickOn("#compare-scale").clickOn("logarithmic").clickOn("#compare-scale");
        moveTo("#close-view");
        assertTrue(differ(linear, look()));
        assertTrue(rangeText().contains("both runs, logarithmic"), rangeText());
        interact(() -> window().everyCommand().stream()
                .filter(command -> command.name().equals("Scale as at the start"))
                .forEach(Command::run));
        assertTrue(rangeText().endsWith("both runs"), rangeText());
        assertFalse(differ(linear, look()));
    }

    private String rangeText() {
        ColorBar bar =
                from(lookup("#comparison").queryParent()).lookup(".color-bar").query();
        return from((Node) bar).lookup(".caption").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .filter(text -> text.startsWith("range"))
                .findFirst()
                .orElse("");
    }

    private void curtain() throws Exception {
        Image before = look();
        clickOn("#mode-C");
        await(() -> !lookup("#compare-canvas-second").query().getParent().isVisible());
        Image curtain = look();
        assertTrue(differ(before, curtain));
        clickOn("#compare-canvas", MouseButton.MIDDLE);
        write("]]");
        moveTo("#close-view");
        Image byKey = look();
        assertTrue(differ(curtain, byKey), "the curtain goes by keyboard");
        Bounds bounds = lookup("#compare-canvas")
                .query()
                .localToScreen(lookup("#compare-canvas").query().getBoundsInLocal());
        moveTo(new Point2D(bounds.getMinX() + 0.6 * bounds.getWidth(), bounds.getMinY() + 60));
        press(MouseButton.PRIMARY).moveBy(-80, 0).release(MouseButton.PRIMARY);
        moveTo("#close-view");
        assertTrue(differ(byKey, look()), "and by mouse");
    }

    private void difference() throws Exception {
        Image before = look();
        clickOn("#compare-canvas", MouseButton.MIDDLE).type(KeyCode.D);
        moveTo("#close-view");
        assertTrue(differ(before, look()));
        ColorBar bar =
                from(lookup("#comparison").queryParent()).lookup(".color-bar").query();
        List<String> numbers = from((Node) bar).lookup(".color-bar-number").queryAllAs(Label.class).stream()
                .filter(Node::isVisible)
                .map(Label::getText)
                .toList();
        assertTrue(numbers.contains("0"), numbers::toString);
        assertEquals(
                2, numbers.stream().filter(number -> number.startsWith("+")).count(), numbers::toString);
        assertEquals(
                2, numbers.stream().filter(number -> number.startsWith("−")).count(), numbers::toString);
        type(KeyCode.S);
        await(() -> lookup("#compare-canvas-second").query().getParent().isVisible());
    }

    private void chooseOtherRuns() throws Exception {
        Run full = exploration().pair().first().orElseThrow();
        Run one = exploration().pair().second().orElseThrow();
        clickOn("#swap-runs");
        await(() -> exploration().pair().stateProperty().get() == PairState.COMPARED
                && exploration().pair().first().orElseThrow() == one);
        ComboBox<Run> first = lookup("#first-run").queryComboBox();
        assertEquals(one, first.getValue());
        interact(() -> first.setValue(full));
        await(() -> exploration().pair().stateProperty().get() == PairState.COMPARED
                && exploration().pair().first().orElseThrow() == full);
        assertEquals(List.of(one, full), first.getItems());
    }

    private void close() {
        assertTrue(lookup("#open-comparison")
                .query()
                .getPseudoClassStates()
                .toString()
                .contains("selected"));
        push(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(lookup("#comparison").tryQuery().isEmpty());
        assertTrue(lookup("#viewer").tryQuery().isPresent());
        assertEquals(Optional.empty(), exploration().pair().comparisonProperty().get(), "nothing is computed any more");
        assertFalse(lookup("#open").queryAs(Button.class).isDisabled());
    }

    private String text(String query) {
        return lookup(query).queryAs(Label.class).getText();
    }

    private Image look() {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000, () -> lookup("#compare-canvas").query().snapshot(null, null));
    }

    private static boolean differ(Image one, Image other) {
        if (one.getWidth() != other.getWidth()) {
            return true;
        }
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }
}
