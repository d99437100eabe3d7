package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.command.Command;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.PairState;

/** Views, sheets and messages on small screens and in large type: all of it can be read, and the window stays whole. */
class ViewsLayoutTest extends WindowTest {
    private static final Dimension2D SMALL = new Dimension2D(1280, 720);
    private static final Dimension2D USUAL = new Dimension2D(1400, 900);

    @AfterEach
    void normalType() {
        interact(() -> window().setLarge(false));
    }

    @Test
    void allShortcutsAreSeenAtOnceAndNoneIsCutInLargeType() throws Exception {
        firstMinute();
        for (Dimension2D size : List.of(SMALL, USUAL)) {
            show(size, false);
            interact(() -> window().openShortcuts());
            WaitForAsyncUtils.waitForFxEvents(4);
            double hidden = onWindow(() -> {
                ScrollPane scroll = from(lookup("#shortcuts").<Node>query())
                        .lookup(".scroll-pane")
                        .query();
                return ((Region) scroll.getContent()).getHeight()
                        - scroll.getViewportBounds().getHeight();
            });
            assertTrue(hidden < 1, () -> size + ": " + hidden + " pixels have to be scrolled to");
            push(KeyCode.ESCAPE);
        }
        for (Dimension2D size : List.of(SMALL, USUAL)) {
            show(size, true);
            interact(() -> window().openShortcuts());
            WaitForAsyncUtils.waitForFxEvents(4);
            assertEquals(
                    List.of(),
                    onWindow(() -> Clipping.below((Parent) lookup("#shortcuts").query())));
            push(KeyCode.ESCAPE);
        }
    }

    @Test
    void thePaletteIsFullOfCommands() throws Exception {
        firstMinute();
        show(SMALL, true);
        interact(() -> window().openPalette());
        WaitForAsyncUtils.waitForFxEvents(4);
        double empty = onWindow(() -> place(lookup("#palette").query()).getMaxY()
                - place(lookup("#palette-list").query()).getMaxY());
        assertTrue(empty < 16, () -> empty + " pixels below the list");
        push(KeyCode.ESCAPE);
    }

    @Test
    void viewsCanBeReadAndLeaveTheBarsWhereTheyAre() throws Exception {
        firstMinute();
        run("Sweep over rules and ratios");
        interact(() -> lookup("#sweep-start").queryAs(Button.class).fire());
        await(() -> exploration()
                .sweeps()
                .stateProperty()
                .get()
                .filter(state -> !state.isRunning())
                .isPresent());
        List<String> faults = new ArrayList<>(faults("Sweep"));
        run("Test the paper's premise");
        await(() -> exploration().premise().evidenceProperty().get().isPresent());
        faults.addAll(faults("Evidence"));
        faults.addAll(overlappingCards());
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void aLineOfBothAnswersHoldsASentenceInLargeType() throws Exception {
        firstMinute();
        run("Compare two runs");
        await(() -> exploration().pair().stateProperty().get() == PairState.COMPARED);
        show(USUAL, false);
        assertTrue(lookup("#agreement").query().isVisible());
        assertFalse(lookup("#compare-figures").query().isVisible(), "there is room for both");
        show(SMALL, true);
        assertTrue(firstLine() >= 7, () -> firstLine() + " words in the first line");
        ToggleButton page = lookup("#compare-figures").query();
        assertTrue(page.getText().endsWith(" agreement"), page.getText());
        assertFalse(lookup("#pair-figures").query().isVisible());
        clickOn(page);
        assertTrue(lookup("#pair-figures").query().isVisible());
        assertFalse(lookup("#aligned-answers").query().isVisible());
        assertEquals(
                List.of(),
                onWindow(() -> Clipping.below((Parent) lookup("#comparison").query())));
        clickOn(page);
        assertTrue(lookup("#aligned-answers").query().isVisible());
    }

    @Test
    void theColourBarHasRoomForItsNumbers() throws Exception {
        firstMinute();
        for (boolean large : new boolean[] {false, true}) {
            show(SMALL, large);
            List<Bounds> numbers = numbers();
            assertTrue(numbers.size() >= 3, () -> numbers.size() + " numbers, large: " + large);
            for (int i = 1; i < numbers.size(); i++) {
                assertTrue(numbers.get(i).getMaxY() <= numbers.get(i - 1).getMinY(), numbers::toString);
            }
        }
    }

    @Test
    void manyLongMessagesLeaveTheWorkItsRoom() throws Exception {
        firstMinute();
        show(SMALL, true);
        String text = "/home/someone/pictures/2024/summer/a-folder-with-a-long-name/holiday.png is no picture that can"
                + " be read: its header says JPEG 2000. Save it as PNG or JPEG and open it again.";
        interact(() -> {
            for (int i = 1; i <= 6; i++) {
                exploration().tell(new Notice(Notice.Level.ERROR, i + ": " + text));
            }
        });
        WaitForAsyncUtils.waitForFxEvents(4);
        onWindow(() -> {
            assertEquals(0, place(lookup(".tool-bar-pane").query()).getMinY(), 0.5);
            Bounds messages = place(lookup("#notices").query());
            assertTrue(messages.getHeight() < SMALL.getHeight() / 3, messages::toString);
            Bounds newest = lookup(".notice").queryAll().stream()
                    .map(ViewsLayoutTest::place)
                    .reduce((one, other) -> one.getMaxY() > other.getMaxY() ? one : other)
                    .orElseThrow();
            assertTrue(messages.contains(newest), "the newest is in view");
            return messages;
        });
        List<Bounds> numbers = numbers();
        onWindow(() -> {
            lookup(".color-bar > VBox").queryAll().stream()
                    .filter(Node::isVisible)
                    .forEach(marks -> assertTrue(numbers.stream().noneMatch(place(marks)::intersects)));
            return numbers;
        });
    }

    @Test
    void largeTypeMakesAllTypeLarger() throws Exception {
        firstMinute();
        for (String view : List.of("Compare two runs", "Sweep over rules and ratios", "Test the paper's premise")) {
            run(view);
            show(new Dimension2D(1920, 1080), false);
            Map<Labeled, Double> before = typeSizes();
            show(new Dimension2D(1920, 1080), true);
            Map<Labeled, Double> after = typeSizes();
            List<String> small = before.entrySet().stream()
                    .filter(each -> after.getOrDefault(each.getKey(), Double.MAX_VALUE) < 1.1 * each.getValue())
                    .map(each ->
                            each.getKey().getStyleClass() + " “" + each.getKey().getText() + "” " + each.getValue())
                    .toList();
            assertEquals("", String.join("\n", small));
        }
    }

    private Map<Labeled, Double> typeSizes() {
        return onWindow(() -> from(lookup("#window").<Node>query())
                .lookup((Node node) -> node instanceof Labeled)
                .<Labeled>queryAllAs(Labeled.class)
                .stream()
                .filter(each -> each.isVisible()
                        && each.getText() != null
                        && !each.getText().isBlank())
                .collect(Collectors.toMap(each -> each, each -> each.getFont().getSize())));
    }

    private List<String> faults(String view) {
        List<String> faults = new ArrayList<>();
        for (boolean large : new boolean[] {false, true}) {
            for (Dimension2D size : List.of(SMALL, USUAL)) {
                show(size, large);
                String where = view + ", " + (int) size.getWidth() + (large ? " large: " : ": ");
                onWindow(() -> {
                    Clipping.below((Parent) lookup("#window").query()).forEach(fault -> faults.add(where + fault));
                    Bounds bar = place(lookup(".tool-bar-pane").query());
                    if (Math.abs(bar.getMinX()) + Math.abs(bar.getMinY()) > 1 || bar.getMaxX() > size.getWidth() + 1) {
                        faults.add(where + "the tool bar lies at " + bar);
                    }
                    return faults;
                });
            }
        }
        return faults;
    }

    private List<String> overlappingCards() {
        List<String> overlapping = new ArrayList<>();
        for (boolean large : new boolean[] {false, true}) {
            show(SMALL, large);
            List<Bounds> cards = onWindow(() -> lookup(".evidence-card").queryAll().stream()
                    .map(ViewsLayoutTest::place)
                    .toList());
            assertEquals(4, cards.size());
            for (Bounds one : cards) {
                cards.stream()
                        .filter(other -> other != one && other.intersects(one))
                        .forEach(other -> overlapping.add(one + " covers " + other));
            }
        }
        return overlapping;
    }

    private void run(String command) {
        interact(() -> window().everyCommand().stream()
                .filter(each -> each.name().equals(command))
                .findFirst()
                .ifPresent(Command::run));
        WaitForAsyncUtils.waitForFxEvents(4);
    }

    /** Words that both answers have in the first line. */
    private long firstLine() {
        return onWindow(() -> {
            List<Bounds> cells = lookup(".aligned-cell").queryAll().stream()
                    .filter(cell -> !cell.getStyleClass().contains("aligned-names"))
                    .map(ViewsLayoutTest::place)
                    .toList();
            double first = cells.stream().mapToDouble(Bounds::getMinY).min().orElseThrow();
            return cells.stream().filter(cell -> cell.getMinY() == first).count();
        });
    }

    /** Where the numbers of the colour bar stand that are to be read, from below. */
    private List<Bounds> numbers() {
        return onWindow(
                () -> from(lookup("#viewer").<Node>query()).lookup(".color-bar > .color-bar-number").queryAll().stream()
                        .filter(number -> number.isVisible() && number.getOpacity() == 1)
                        .map(ViewsLayoutTest::place)
                        .sorted((one, other) -> Double.compare(other.getMinY(), one.getMinY()))
                        .toList());
    }

    private static Bounds place(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }
}
