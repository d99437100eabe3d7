package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.RunState;

class CommandsTest extends WindowTest {
    @Test
    void thePaletteFindsAndRunsCommandsByKeyboard() throws Exception {
        firstMinute();
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.K);
        await(() -> lookup("#palette").tryQuery().isPresent());
        write("inferno");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of("Colours: inferno"), found());
        push(KeyCode.ENTER);
        await(() -> lookup("#palette").tryQuery().isEmpty());
        assertEquals("inferno", lookup("#colour-table").queryAs(Labeled.class).getText());
        assertTrue(lookup("#image-canvas").query().isFocused(), "the focus is where it was");

        push(KeyCode.CONTROL, KeyCode.K).write("open scene").push(KeyCode.DOWN).push(KeyCode.ENTER);
        await(() -> picture().name().equals("scene 2"));
        push(KeyCode.CONTROL, KeyCode.K).write("xyzzy").push(KeyCode.ENTER).push(KeyCode.ESCAPE);
        await(() -> lookup("#palette").tryQuery().isEmpty());
    }

    @Test
    void theShownPictureIsStarredAndTaggedByKeyboard() throws Exception {
        firstMinute();
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.B).push(KeyCode.CONTROL, KeyCode.G);
        await(() -> lookup(".tag-field").tryQuery().isPresent());
        write("hard sign").push(KeyCode.ENTER);
        await(() -> picture().tags().equals(List.of("hard", "sign")));
        assertTrue(picture().starredProperty().get());
        push(KeyCode.CONTROL, KeyCode.F).write("#hard");
        await(() -> lookup(".picture-card").queryAll().size() == 1);
    }

    @Test
    void theShortcutSheetListsEveryKey() throws Exception {
        firstMinute();
        clickOn("#image-canvas").push(KeyCode.F1);
        await(() -> lookup("#shortcuts").tryQuery().isPresent());
        Set<String> shown = from(lookup("#shortcuts").queryParent()).lookup(".label").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .collect(Collectors.toSet());
        assertTrue(
                shown.containsAll(List.of("Ctrl+O", "Ctrl+T", "Ctrl+K", "Ctrl+N", "Esc", "H", "V", "G", "N", "0", "1")),
                shown::toString);
        push(KeyCode.CONTROL, KeyCode.N);
        assertEquals(8, exploration().pictures().size(), "no key reaches the window under a sheet");
        push(KeyCode.ESCAPE);
        await(() -> lookup("#shortcuts").tryQuery().isEmpty());
    }

    @Test
    void noKeyMeansTwoThings() throws Exception {
        interact(this::noKeyMeansTwoThingsNow);
        firstMinute();
        interact(this::noKeyMeansTwoThingsNow);
        for (Command view : inGroup(CommandGroup.VIEWS)) {
            interact(view::run);
            interact(this::noKeyMeansTwoThingsNow);
        }
    }

    /** A key may mean one thing now and another one later, as Escape does. */
    private void noKeyMeansTwoThingsNow() {
        Set<String> keys = new HashSet<>();
        for (Command command : window().windowCommands()) {
            if (command.possible().getAsBoolean()) {
                command.keys().forEach(key -> assertTrue(keys.add(key.label()), key.label()));
            }
        }
    }

    private List<Command> inGroup(CommandGroup group) {
        return onWindow(() -> window().windowCommands().stream()
                .filter(command -> command.group() == group)
                .toList());
    }

    @Test
    void anExtraSceneIsDrawnAndAskedAbout() throws Exception {
        firstMinute();
        push(KeyCode.CONTROL, KeyCode.N);
        await(() -> picture().name().equals("scene 9") && run().picture() == picture());
        await(() -> run().state() == RunState.ANSWERED);
        assertEquals(LibraryPicture.Origin.DRAWN, picture().origin());
        assertEquals(picture().suggestions().get(0), run().question());
        assertTrue(picture().suggestions().size() >= 3);
        clickOn("#new-scene");
        await(() -> picture().name().equals("scene 10"));
    }

    @Test
    void picturesArePastedButNotIntoText() throws Exception {
        firstMinute();
        copy("a word", false);
        clickOn("#question").push(KeyCode.CONTROL, KeyCode.V);
        assertEquals("a word", lookup("#question").queryAs(TextField.class).getText());
        copy("", true);
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.V);
        await(() -> picture().name().equals("pasted picture")
                && picture().pixelsProperty().get().isPresent());
        assertEquals(0xFF0000, picture().pixelsProperty().get().orElseThrow().rgb(5, 5));
    }

    @Test
    void theFocusGoesRoundThePanes() throws Exception {
        firstMinute();
        interact(() -> lookup("#image-canvas").query().requestFocus());
        for (String stop : List.of("#tokens", "#matrix", "#chat", "#trim", "#library", "#viewer")) {
            push(KeyCode.F6);
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(isWithin(stop), stop);
        }
    }

    @Test
    void everyStopOfTheFocusHasAName() throws Exception {
        firstMinute();
        Set<Node> nameless =
                onWindow(() -> lookup((Node node) -> node.isFocusTraversable() && node.isVisible()).queryAll().stream()
                        .filter(node -> node.getAccessibleText() == null)
                        .filter(node -> !(node instanceof Labeled labeled
                                && labeled.getText() != null
                                && !labeled.getText().isBlank()))
                        .collect(Collectors.toSet()));
        assertEquals(Set.of(), nameless);
        assertFalse(
                lookup("#theme").queryAs(Button.class).getTooltip().getText().isBlank());
    }

    private boolean isWithin(String pane) {
        Node wanted = lookup(pane).query();
        Node node = wanted.getScene().getFocusOwner();
        while (node != null && node != wanted) {
            node = node.getParent();
        }
        return node == wanted;
    }

    private List<String> found() {
        ListView<Command> list = lookup("#palette-list").queryListView();
        return list.getItems().stream().map(Command::name).toList();
    }

    private LibraryPicture picture() {
        return exploration().pictureProperty().get().orElseThrow();
    }

    private void copy(String text, boolean picture) {
        interact(() -> {
            ClipboardContent content = new ClipboardContent();
            if (picture) {
                WritableImage image = new WritableImage(40, 30);
                for (int i = 0; i < 1200; i++) {
                    image.getPixelWriter().setColor(i % 40, i / 40, Color.RED);
                }
                content.putImage(image);
            } else {
                content.putString(text);
            }
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
