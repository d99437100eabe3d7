package trimscope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Screen;
import javafx.stage.Stage;
import trimscope.app.command.Command;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.CommandPalette;
import trimscope.app.command.OverlayPane;
import trimscope.app.command.ShortcutSheet;
import trimscope.app.exploration.Exploration;
import trimscope.app.opening.FirstMinute;
import trimscope.app.opening.NewScene;

/** Puts the panes together. */
public final class MainWindow {
    private static final PseudoClass LARGE = PseudoClass.getPseudoClass("large");
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    /** Height of tool bar and status bar together. */
    private static final double BARS = 78;

    private final Exploration exploration;
    private final Stage stage;
    private final Scene scene;
    private final Panes panes;
    private final OverlayPane overlay = new OverlayPane();
    private final OpenPictures pictures;
    private final NewScene newScene;
    private final WindowCommands commands;
    private Theme theme = Theme.LIGHT;
    private boolean large;

    public MainWindow(Exploration exploration, Stage stage) {
        this(exploration, stage, OpenPictures.dialogue(stage));
    }

    /**
     * A window that asks for files in a way of its own.
     *
     * @param chooser asks for a picture to open
     */
    MainWindow(Exploration exploration, Stage stage, Supplier<Optional<File>> chooser) {
        this.exploration = exploration;
        this.stage = stage;
        pictures = new OpenPictures(exploration, chooser);
        newScene = new NewScene(exploration, new Random());
        panes = new Panes(exploration);
        BorderPane content = new BorderPane(panes);
        content.setId("window");
        content.setBottom(new VBox(new NoticeBar(exploration), new StatusBar(exploration)));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(
                new StackPane(content, overlay),
                Math.min(WIDTH, screen.getWidth()),
                Math.min(HEIGHT, screen.getHeight()));
        commands = new WindowCommands(exploration, this, scene);
        content.setTop(new ToolBarPane(exploration, commands));
        theme.apply(scene);
        arrange();
        addKeys();
        pictures.acceptDrops(scene);
        stage.setTitle("TrimScope");
        stage.setMinWidth(1000);
        stage.setMinHeight(640);
        stage.setScene(scene);
    }

    /** Shows the window at once and begins the first minute behind it. */
    public void show() {
        stage.show();
        scene.getRoot().requestFocus();
        new FirstMinute(exploration).begin();
    }

    /** Opens a picture from a file. */
    public void open(Path file) {
        pictures.open(file);
    }

    /** Switches between light and dark. */
    public void switchTheme() {
        theme = theme.other();
        theme.apply(scene);
    }

    /** Switches to type that is read from the back of a room, or back. */
    public void switchLarge() {
        large = !large;
        scene.getRoot().pseudoClassStateChanged(LARGE, large);
        arrange();
    }

    WindowCommands commands() {
        return commands;
    }

    void choosePicture() {
        pictures.choose();
    }

    void paste() {
        pictures.paste();
    }

    void drawScene() {
        newScene.open();
    }

    void openPalette() {
        List<Command> all = new ArrayList<>(commands.all());
        all.addAll(panes.commands());
        CommandPalette palette = new CommandPalette(all, overlay::close);
        overlay.open(palette, palette.field(), Pos.TOP_CENTER);
    }

    void openShortcuts() {
        List<Command> all = new ArrayList<>(commands.keyed());
        all.addAll(panes.commands());
        ShortcutSheet sheet = new ShortcutSheet(all);
        overlay.open(sheet, sheet, Pos.CENTER);
    }

    private void arrange() {
        panes.arrange(scene.getWidth(), scene.getHeight() - BARS, large);
    }

    void focusNext(int by) {
        panes.focusNext(by);
    }

    /** Keys with Ctrl count everywhere; plain ones where nothing is being written; none under a sheet. */
    private void addKeys() {
        CommandKeys keys = new CommandKeys(commands::keyed);
        scene.addEventFilter(KeyEvent.ANY, event -> {
            if (!overlay.isOpen()) {
                keys.take(event, CommandKeys.isWriting(scene.getFocusOwner()));
            }
        });
    }
}
