package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Dimension2D;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.PairState;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.demo.SampleGallery;
import trimscope.core.pruning.RandomTokens;

/** Nothing is shortened or cut off on the screens that people have, in normal and in large type. */
class LayoutTest extends WindowTest {
    private static final List<Dimension2D> SIZES =
            List.of(new Dimension2D(1280, 720), new Dimension2D(1400, 900), new Dimension2D(1920, 1080));

    @Test
    void everythingCanBeReadFromTheFirstMinuteOn() throws Exception {
        firstMinute();
        assertEquals("", faults());
    }

    /** Everything at once that makes words long: rule, seed, mask, names, a selection, messages, a second turn. */
    @Test
    void everythingCanBeReadWhenMuchIsToBeSaid() throws Exception {
        firstMinute();
        interact(() -> {
            LibraryPicture named = exploration()
                    .add(
                            "IMG_20240511_184312_a-very-long-name-of-a-holiday-picture.jpeg",
                            LibraryPicture.Origin.FILE,
                            List.of("Describe the picture."),
                            SampleGallery.samples().get(3)::picture);
            named.starredProperty().set(true);
            named.tag(List.of("two-signs-that-nobody-can-read-from-far-away", "owl", "hard"));
            exploration().open(named);
            exploration().ask("Describe the picture.");
        });
        await(() -> run().question().startsWith("Describe") && run().state() == RunState.ANSWERED);
        interact(() -> {
            exploration().trim().ruleProperty().set(new RandomTokens(123_456));
            exploration().trim().firstLayerProperty().set(FirstLayerCache.TRIMMED);
            exploration().painting().select(List.of(40, 41, 42));
            exploration().painting().keep();
            exploration().painting().select(List.of(60, 61, 62));
        });
        await(() -> run().label().contains("painted") && run().state() == RunState.ANSWERED);
        Run described = run();
        interact(() -> exploration().ask("What is on the sign?"));
        await(() -> run() != described && run().state() == RunState.ANSWERED);
        push(KeyCode.F2);
        clickOn(from(lookup("#nothing-to-compare").<Node>query())
                .lookup(".button")
                .<Node>query());
        await(() -> exploration().pair().stateProperty().get() == PairState.COMPARED);
        assertEquals("", faults());
        interact(() -> window().setLarge(false));
        push(KeyCode.ESCAPE);
        interact(() -> exploration()
                .tell(new Notice(
                        Notice.Level.ERROR, "holiday.png is no picture that can be read: its header is damaged.")));
        assertEquals("", faults());
    }

    @Test
    void aWindowThatShrinksLeavesRoomForAnAnswer() throws Exception {
        firstMinute();
        show(new Dimension2D(1400, 900), true);
        Stage stage = (Stage) lookup("#window").<Node>query().getScene().getWindow();
        interact(() -> stage.setHeight(720));
        WaitForAsyncUtils.waitForFxEvents(8);
        double answer =
                onWindow(() -> lookup(".chat-scroll").query().getBoundsInLocal().getHeight());
        assertTrue(answer > 100, () -> answer + " pixels");
        interact(() -> window().setLarge(false));
    }

    @Test
    void theTrimPaneGrowsWithASmallWindowUntilItIsDragged() throws Exception {
        firstMinute();
        show(new Dimension2D(1400, 1000), true);
        double whole = trimHeight();
        show(new Dimension2D(1280, 720), true);
        assertTrue(trimHeight() < whole - 100, () -> trimHeight() + " of " + whole + " pixels in a small window");
        resize(1000);
        assertEquals(whole, trimHeight(), 2);
        resize(720);
        resize(800);
        resize(1000);
        assertEquals(whole, trimHeight(), 2);
        Node divider =
                onWindow(() -> lookup("#trim").query().getParent().getParent().lookupAll(".split-pane-divider").stream()
                        .filter(each -> each.getParent() instanceof SplitPane pane
                                && pane.getOrientation() == Orientation.VERTICAL)
                        .findFirst()
                        .orElseThrow());
        drag(divider).dropBy(0, 120);
        WaitForAsyncUtils.waitForFxEvents();
        double chosen = trimHeight();
        assertEquals(whole - 120, chosen, 20);
        resize(1080);
        assertEquals(chosen, trimHeight(), 2);
        interact(() -> window().setLarge(false));
    }

    private double trimHeight() {
        return onWindow(() -> lookup("#trim").query().getBoundsInLocal().getHeight());
    }

    private void resize(double height) {
        interact(() -> lookup("#window").<Node>query().getScene().getWindow().setHeight(height));
        WaitForAsyncUtils.waitForFxEvents(8);
    }

    @Test
    void aWindowThatShrinksKeepsTheShownPictureInView() throws Exception {
        firstMinute();
        show(new Dimension2D(1400, 900), false);
        assertTrue(isShownCardInView(), "as it opens");
        show(new Dimension2D(1280, 720), false);
        assertTrue(isShownCardInView(), "small");
        show(new Dimension2D(1280, 720), true);
        assertTrue(isShownCardInView(), "small, in large type");
        interact(() -> window().setLarge(false));
    }

    private boolean isShownCardInView() {
        return onWindow(() -> {
            String name = exploration().pictureProperty().get().orElseThrow().name();
            Node card = lookup("#picture-" + name.replace(' ', '-')).query();
            ScrollPane scroll = from(lookup("#library").<Node>query())
                    .lookup(".scroll-pane")
                    .query();
            Bounds seen = scroll.localToScene(scroll.getBoundsInLocal());
            return seen.contains(card.localToScene(card.getLayoutBounds()));
        });
    }

    /** A line for each fault at each size. */
    private String faults() throws Exception {
        List<String> faults = new ArrayList<>();
        for (boolean large : new boolean[] {false, true}) {
            for (Dimension2D size : SIZES) {
                show(size, large);
                String where = (int) size.getWidth() + " × " + (int) size.getHeight() + (large ? " large: " : ": ");
                onWindow(() -> Clipping.below((Parent) lookup("#window").query()))
                        .forEach(fault -> faults.add(where + fault));
            }
        }
        return String.join("\n", faults);
    }
}
