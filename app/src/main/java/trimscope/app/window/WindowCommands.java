package trimscope.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;

/** What can be done anywhere in the window. */
final class WindowCommands {
    private final Exploration exploration;
    private final List<Command> own = new ArrayList<>();
    final Command open;
    final Command newScene;
    final Command models;
    final Command theme;
    final Command large;
    final Command palette;
    final Command shortcuts;
    final Command closeNotices;

    WindowCommands(Exploration exploration, MainWindow window, Panes panes, Scene scene) {
        this.exploration = exploration;
        open = add(CommandGroup.PICTURES, "Open a picture", window::choosePicture, Shortcut.control(KeyCode.O));
        newScene = add(CommandGroup.PICTURES, "Draw a new scene", window::drawScene, Shortcut.control(KeyCode.N));
        addOwn(command(CommandGroup.PICTURES, "Paste a picture", window::paste, Shortcut.control(KeyCode.V))
                .onlyIf(() -> PastedPicture.isThere(
                        Clipboard.getSystemClipboard(), CommandKeys.isWriting(scene.getFocusOwner()))));
        add(CommandGroup.PICTURES, "Next picture", () -> openBeside(1), Shortcut.control(KeyCode.PAGE_DOWN));
        add(CommandGroup.PICTURES, "Picture before", () -> openBeside(-1), Shortcut.control(KeyCode.PAGE_UP));
        add(CommandGroup.PICTURES, "Find a picture", panes::findPicture, Shortcut.control(KeyCode.F));
        addOwn(command(CommandGroup.PICTURES, "Star the picture, or not", this::star, Shortcut.control(KeyCode.B))
                .onlyIf(() -> exploration.pictureProperty().get().isPresent()));
        addOwn(command(CommandGroup.PICTURES, "Tag the picture", panes::tagPicture, Shortcut.control(KeyCode.G))
                .onlyIf(() -> exploration.pictureProperty().get().isPresent()));
        panes.chat().commands().all().forEach(this::addOwn);
        panes.trim().commands().forEach(this::addOwn);
        models = add(CommandGroup.WINDOW, "Choose a model", window::openModels, Shortcut.control(KeyCode.M));
        addOwn(command(CommandGroup.WINDOW, "Cancel loading the model", exploration.model()::cancelLoading)
                .onlyIf(() -> exploration.model().loadingProperty().get().isPresent()));
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
        closeNotices = addOwn(command(
                        CommandGroup.WINDOW,
                        "Close the newest message",
                        exploration::closeNewestNotice,
                        Shortcut.control(KeyCode.D))
                .onlyIf(() -> !exploration.notices().isEmpty()));
        add(CommandGroup.WINDOW, "Forget everything remembered", window::forget);
    }

    /** All of them, with one for each picture at the end. */
    List<Command> all() {
        List<Command> all = new ArrayList<>(own);
        exploration.pictures().forEach(picture -> all.add(opening(picture)));
        return all;
    }

    /** Shows a picture of the library. */
    Command opening(LibraryPicture picture) {
        return command(CommandGroup.PICTURES, "Open " + picture.name(), () -> exploration.open(picture));
    }

    /** Those with keys. */
    List<Command> keyed() {
        return own;
    }

    Command add(CommandGroup group, String name, Runnable action, Shortcut... keys) {
        return addOwn(command(group, name, action, keys));
    }

    private Command addOwn(Command command) {
        own.add(command);
        return command;
    }

    private static Command command(CommandGroup group, String name, Runnable action, Shortcut... keys) {
        return new Command(group, name, action, keys);
    }

    private void star() {
        exploration
                .pictureProperty()
                .get()
                .map(LibraryPicture::starredProperty)
                .ifPresent(starred -> starred.set(!starred.get()));
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
