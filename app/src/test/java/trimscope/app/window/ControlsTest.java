package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.Notice;

/** Everything that the mouse can do is a command or can be reached by keyboard, and keys are told as they are. */
class ControlsTest extends WindowTest {
    /** Buttons that people use all the time; each must be in the palette. */
    private static final Set<String> EXPECTED = Set.of(
            "overlay-H",
            "overlay-V",
            "overlay-G",
            "overlay-N",
            "brush",
            "fit",
            "selection-keep",
            "selection-drop",
            "selection-invert",
            "selection-grow",
            "selection-undo",
            "selection-clear",
            "again",
            "send",
            "live",
            "first-layer",
            "play",
            "whole-words",
            "open",
            "new-scene",
            "large",
            "theme",
            "help",
            "palette-button");

    /** Actions that have no button of their own, by words of their names. */
    private static final Set<String> WITHOUT_BUTTON = Set.of(
            "Stop the answer",
            "Paste a picture",
            "Rule: Grid",
            "Rule: Random",
            "Tint tokens by probability",
            "Colours: magma",
            "Scale: logarithmic",
            "Colour range: fixed",
            "Next run of this question",
            "Keep fewer tokens",
            "Ask what is written");

    @Test
    void buttonsBelongToCommandsOrAreReachedByKeyboard() throws Exception {
        everythingShown();
        Set<String> names = everyCommand().stream().map(Command::name).collect(Collectors.toSet());
        List<String> faults = new ArrayList<>();
        Set<String> bound = new HashSet<>();
        for (ButtonBase button : buttons()) {
            Optional<Command> command = CommandControls.of(button.getProperties());
            command.ifPresent(known -> bound.add(String.valueOf(button.getId())));
            if (command.isPresent() && !names.contains(command.get().name())) {
                faults.add("not in the palette: " + command.get().name());
            }
            if (command.isEmpty() && !button.isFocusTraversable()) {
                faults.add("neither command nor stop of the focus: " + button);
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(
                Set.of(), EXPECTED.stream().filter(id -> !bound.contains(id)).collect(Collectors.toSet()));
        assertEquals(
                Set.of(),
                WITHOUT_BUTTON.stream().filter(name -> !names.contains(name)).collect(Collectors.toSet()));
    }

    @Test
    void linesOfMenusAreCommands() throws Exception {
        everythingShown();
        for (String menu : List.of("#colour-table", "#tint", "#rule", "#samples")) {
            for (MenuItem item : lookup(menu).queryAs(MenuButton.class).getItems()) {
                assertTrue(CommandControls.of(item.getProperties()).isPresent(), menu + " " + item.getText());
            }
        }
    }

    /** Words in the chat are the strip's tokens again, and those of the strip are walked by arrow keys. */
    @Test
    void whatOnlyTheMouseHitsLiesWithinAStopOfTheFocus() throws Exception {
        everythingShown();
        Set<Node> beyondKeys = onWindow(() -> lookup((Node node) -> node.getOnMouseClicked() != null
                        && !node.isFocusTraversable()
                        && !(node instanceof TokenHandle))
                .queryAll()
                .stream()
                .filter(Node::isVisible)
                .filter(node -> !hasStopAbove(node))
                .collect(Collectors.toSet()));
        assertEquals(Set.of(), beyondKeys);
    }

    @Test
    void tooltipsTellTheKeyOfTheCommand() throws Exception {
        everythingShown();
        for (ButtonBase button : buttons()) {
            CommandControls.of(button.getProperties())
                    .filter(command -> !command.keys().isEmpty())
                    .ifPresent(command -> assertTrue(
                            tip(button).endsWith("(" + command.shortcut() + ")"),
                            () -> command.name() + ": " + tip(button)));
        }
    }

    /** Escape ends whatever is going on, the nearest first; every other key means one thing where it counts. */
    @Test
    void noKeyMeansTwoThingsInOnePlace() throws Exception {
        everythingShown();
        Map<CommandGroup, List<Command>> panes = everyCommand().stream()
                .filter(command -> Set.of(
                                CommandGroup.VIEWER, CommandGroup.PATCHES, CommandGroup.TOKENS, CommandGroup.MATRIX)
                        .contains(command.group()))
                .collect(Collectors.groupingBy(
                        command -> command.group() == CommandGroup.PATCHES ? CommandGroup.VIEWER : command.group()));
        assertEquals(3, panes.size());
        List<Command> everywhere = onWindow(() -> window().windowCommands());
        for (List<Command> pane : panes.values()) {
            List<Command> together = new ArrayList<>(everywhere);
            pane.stream()
                    .filter(command ->
                            everywhere.stream().noneMatch(known -> known.name().equals(command.name())))
                    .forEach(together::add);
            Map<String, String> meaning = new HashMap<>();
            for (Command command : together) {
                for (Shortcut key : command.keys()) {
                    String before = meaning.put(key.label(), command.name());
                    assertTrue(
                            before == null || key.label().equals("Esc"),
                            () -> key.label() + ": " + before + ", " + command.name());
                }
            }
        }
    }

    @Test
    void noTwoPossibleCommandsHaveOneName() throws Exception {
        everythingShown();
        List<String> names = onWindow(() -> window().everyCommand().stream()
                .filter(command -> command.possible().getAsBoolean())
                .map(Command::name)
                .toList());
        assertEquals(
                List.of(),
                names.stream()
                        .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                        .toList());
    }

    @Test
    void whatHasNoRoomIsInTheMenuAndWorksThere() throws Exception {
        firstMinute();
        Stage stage = (Stage) lookup("#window").<Node>query().getScene().getWindow();
        interact(() -> stage.setWidth(1280));
        WaitForAsyncUtils.waitForFxEvents(4);
        interact(() -> window().setLarge(true));
        WaitForAsyncUtils.waitForFxEvents(8);
        assertTrue(lookup("#fit").tryQuery().isEmpty(), "the bar is too narrow for all");
        MenuButton more = lookup(".overlay-bar .more").queryAs(MenuButton.class);
        interact(more::show);
        MenuItem fit = more.getItems().stream()
                .filter(item -> item.getText().startsWith("Fit"))
                .findFirst()
                .orElseThrow();
        assertTrue(fit.getText().contains("(0)"), fit.getText());
        interact(() -> {
            fit.fire();
            more.hide();
            window().setLarge(false);
            stage.setWidth(1400);
        });
        await(() -> lookup("#fit").tryQuery().isPresent());
        assertFalse(lookup(".overlay-bar .more").tryQuery().isPresent());
    }

    private void everythingShown() throws Exception {
        firstMinute();
        interact(() -> {
            exploration().painting().select(List.of(40, 41, 42));
            exploration().tell(new Notice(Notice.Level.ERROR, "Something failed.", "because of a test"));
        });
        WaitForAsyncUtils.waitForFxEvents(4);
    }

    private List<Command> everyCommand() {
        return onWindow(() -> window().everyCommand());
    }

    private Set<ButtonBase> buttons() {
        return onWindow(() -> lookup((Node node) -> node instanceof ButtonBase && node.isVisible())
                .<ButtonBase>queryAllAs(ButtonBase.class));
    }

    private static boolean hasStopAbove(Node node) {
        for (Node above = node.getParent(); above != null; above = above.getParent()) {
            if (above.isFocusTraversable()) {
                return true;
            }
        }
        return false;
    }

    private static String tip(Control control) {
        Tooltip tooltip = control.getTooltip();
        return tooltip == null ? "" : tooltip.getText();
    }
}
