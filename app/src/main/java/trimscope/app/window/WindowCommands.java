package trimscope.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.IntegerProperty;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;

/** What can be done anywhere in the window. */
final class WindowCommands {
    private static final int RATIO_STEP = 5;

    private final Exploration exploration;
    private final List<Command> own = new ArrayList<>();
    final Command open;
    final Command newScene;
    final Command models;
    final Command theme;
    final Command large;
    final Command palette;
    final Command shortcuts;

    WindowCommands(Exploration exploration, MainWindow window, Panes panes, Scene scene) {
        this.exploration = exploration;
        open = add(CommandGroup.PICTURES, "Open a picture", window::choosePicture, Shortcut.control(KeyCode.O));
        newScene = add(CommandGroup.PICTURES, "Draw a new scene", window::drawScene, Shortcut.control(KeyCode.N));
        addOwn(command(CommandGroup.PICTURES, "Paste a picture", window::paste, Shortcut.control(KeyCode.V))
                .onlyIf(() -> PastedPicture.isThere(
                        Clipboard.getSystemClipboard(), CommandKeys.isWriting(scene.getFocusOwner()))));
        add(CommandGroup.PICTURES, "Next picture", () -> openBeside(1), Shortcut.control(KeyCode.PAGE_DOWN));
        add(CommandGroup.PICTURES, "Picture before", () -> openBeside(-1), Shortcut.control(KeyCode.PAGE_UP));
        models = add(CommandGroup.WINDOW, "Choose a model", window::openModels, Shortcut.control(KeyCode.M));
        addOwn(command(CommandGroup.WINDOW, "Cancel loading the model", exploration::cancelLoading)
                .onlyIf(() -> exploration.loadingProperty().get().isPresent()));
        addQuestions(scene);
        addTrimming();
        // After "Stop the answer": Escape stops first and goes back next.
        panes.workspace().commands().forEach(this::addOwn);
        panes.viewer().historyCommands().forEach(this::addOwn);
        palette = add(CommandGroup.WINDOW, "Find a command", window::openPalette, Shortcut.control(KeyCode.K));
        shortcuts = add(
                CommandGroup.WINDOW,
                "Keyboard shortcuts",
                window::openShortcuts,
                Shortcut.character("?"),
                Shortcut.functional(KeyCode.F1, "F1"));
        add(
                CommandGroup.WINDOW,
                "Go to the next pane",
                () -> window.focusNext(1),
                Shortcut.functional(KeyCode.F6, "F6"));
        theme = add(CommandGroup.WINDOW, "Light or dark", window::switchTheme, Shortcut.control(KeyCode.T));
        large = add(CommandGroup.WINDOW, "Large type for projectors", window::switchLarge, Shortcut.control(KeyCode.L));
        add(CommandGroup.WINDOW, "Forget everything remembered", window::forget);
    }

    /** All of them, with one for each picture at the end. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(own);
        for (LibraryPicture picture : exploration.pictures()) {
            all.add(command(CommandGroup.PICTURES, "Open " + picture.name(), () -> exploration.open(picture)));
        }
        return all;
    }

    /** Those with keys. */
    List<Command> keyed() {
        return own;
    }

    Command add(CommandGroup group, String name, Runnable action, Shortcut... keys) {
        return addOwn(command(group, name, action, keys));
    }

    private void addQuestions(Scene scene) {
        add(
                CommandGroup.QUESTIONS,
                "Write a question",
                () -> scene.lookup("#question").requestFocus(),
                Shortcut.character("/"));
        addOwn(command(CommandGroup.QUESTIONS, "Answer again", exploration::answerAgain, Shortcut.control(KeyCode.R))
                .onlyIf(() -> exploration.runProperty().get().isPresent() && !isAnswering()));
        addOwn(command(
                        CommandGroup.QUESTIONS,
                        "Stop the answer",
                        exploration::stop,
                        Shortcut.functional(KeyCode.ESCAPE, "Esc"))
                .onlyIf(this::isAnswering));
    }

    private void addTrimming() {
        add(CommandGroup.TRIMMING, "Keep fewer tokens", () -> keep(-RATIO_STEP), Shortcut.control(KeyCode.COMMA));
        add(CommandGroup.TRIMMING, "Keep more tokens", () -> keep(RATIO_STEP), Shortcut.control(KeyCode.PERIOD));
        add(CommandGroup.TRIMMING, "Keep all tokens", () -> keep(100), Shortcut.control(KeyCode.DIGIT0));
    }

    private Command addOwn(Command command) {
        own.add(command);
        return command;
    }

    private static Command command(CommandGroup group, String name, Runnable action, Shortcut... keys) {
        return new Command(group, name, action, keys);
    }

    private boolean isAnswering() {
        return exploration.runProperty().get().map(Run::state).stream().anyMatch(state -> state.isActive());
    }

    /** Moves the slider, which answers again after a pause. */
    private void keep(int more) {
        IntegerProperty percent = exploration.trim().percentProperty();
        int from = percent.get() == 1 && more > 0 ? 0 : percent.get();
        percent.set(Math.max(1, Math.min(100, from + more)));
    }

    private void openBeside(int by) {
        List<LibraryPicture> pictures = exploration.pictures();
        exploration
                .pictureProperty()
                .get()
                .map(shown -> Math.floorMod(pictures.indexOf(shown) + by, pictures.size()))
                .ifPresent(index -> exploration.open(pictures.get(index)));
    }
}
