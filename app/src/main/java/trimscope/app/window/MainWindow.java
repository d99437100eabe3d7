package trimscope.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.application.Platform;
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
import trimscope.app.compare.CompareView;
import trimscope.app.evidence.EvidenceView;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.app.inference.ModelChoice;
import trimscope.app.memory.MemoryFile;
import trimscope.app.memory.Remembered;
import trimscope.app.models.ModelSheet;
import trimscope.app.models.ModelShelf;
import trimscope.app.opening.FirstMinute;
import trimscope.app.opening.NewScene;
import trimscope.app.sweep.SweepView;
import trimscope.core.device.ComputeDevice;
import trimscope.core.overlay.ColorTable;

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
    private final CompareView compare;
    private final Panes panes;
    private final OverlayPane overlay = new OverlayPane();
    private final Surroundings surroundings;
    private final ModelShelf shelf;
    private final OpenPictures pictures;
    private final NewScene newScene;
    private final WindowCommands commands;
    private final WindowMemory memory;
    private Theme theme = Theme.LIGHT;
    private boolean large;

    public MainWindow(Exploration exploration, Stage stage) {
        this(exploration, stage, Optional.empty());
    }

    /**
     * A window that comes back as it was left.
     *
     * @param memory where that is kept; empty for a window that remembers nothing
     */
    public MainWindow(Exploration exploration, Stage stage, Optional<MemoryFile> memory) {
        this(exploration, stage, memory, ComputeDevice.CPU);
    }

    /**
     * A window of a process that has loaded the libraries of a device.
     *
     * @param bound that device
     */
    MainWindow(Exploration exploration, Stage stage, Optional<MemoryFile> memory, ComputeDevice bound) {
        this(
                exploration,
                stage,
                memory,
                Surroundings.of(stage, bound, (device, folder) -> Restart.now(exploration, device, folder)));
    }

    /** A window with other surroundings. */
    MainWindow(Exploration exploration, Stage stage, Optional<MemoryFile> file, Surroundings surroundings) {
        this.exploration = exploration;
        this.stage = stage;
        this.surroundings = surroundings;
        shelf = new ModelShelf(
                exploration,
                surroundings.hub(),
                surroundings.bound(),
                surroundings.cuda(),
                surroundings.background(),
                Platform::runLater);
        pictures = new OpenPictures(exploration, surroundings.dialogues().pictures());
        newScene = new NewScene(exploration, new Random());
        compare = new CompareView(exploration);
        panes = new Panes(
                exploration,
                List.of(
                        compare,
                        new SweepView(
                                exploration,
                                this::explore,
                                surroundings.dialogues().files()),
                        new EvidenceView(exploration)));
        compare.lookProperty().bindBidirectional(panes.viewer().lookProperty());
        BorderPane content = new BorderPane(panes);
        content.setId("window");
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(
                new StackPane(content, overlay),
                Math.min(WIDTH, screen.getWidth()),
                Math.min(HEIGHT, screen.getHeight()));
        commands = new WindowCommands(exploration, this, panes, scene);
        content.setBottom(new VBox(
                new NoticeBar(exploration, commands.closeNotices),
                new StatusBar(exploration, panes.chat().commands().stop)));
        content.setTop(new ToolBarPane(exploration, commands, panes.workspace()));
        theme.apply(scene);
        memory = new WindowMemory(this, stage, exploration, file);
        addKeys();
        pictures.acceptDrops(scene);
        stage.setTitle("TrimScope");
        stage.setMinWidth(1000);
        stage.setMinHeight(640);
        stage.setScene(scene);
    }

    /** Brings back what was left; called once, before the window is shown. */
    private Remembered restore() {
        Remembered remembered = memory.read();
        theme = remembered.dark() ? Theme.DARK : Theme.LIGHT;
        theme.apply(scene);
        useColours(remembered.colours());
        compare.modeProperty().set(remembered.comparing());
        shelf.remember(remembered.models());
        memory.place(remembered);
        return remembered;
    }

    /** Once the window has its size. */
    private void arrange(Remembered remembered) {
        scene.getRoot().layout();
        setLarge(remembered.large());
        panes.restoreDividers(remembered.dividers());
        panes.onDividers(memory::changed);
        panes.viewer().lookProperty().subscribe(memory::changed);
        compare.modeProperty().subscribe(memory::changed);
        shelf.folders().subscribe(memory::changed);
        memory.follow();
    }

    /** How the window is now, to be remembered. */
    Remembered state(boolean maximized, Optional<Remembered.Place> place, int keepPercent) {
        return new Remembered(
                theme == Theme.DARK,
                large,
                maximized,
                place,
                panes.dividers(),
                keepPercent,
                panes.viewer().lookProperty().get().table(),
                compare.modeProperty().get(),
                shelf.folders());
    }

    /** Makes the window as at the first start and forgets how it was. */
    void forget() {
        theme = Theme.LIGHT;
        theme.apply(scene);
        setLarge(false);
        useColours(Remembered.NOTHING.colours());
        compare.modeProperty().set(Remembered.NOTHING.comparing());
        shelf.remember(List.of());
        memory.forget();
        exploration.tell(
                new Notice(Notice.Level.HINT, "Nothing is remembered any more; the next start is like the first one."));
    }

    private void useColours(ColorTable table) {
        panes.viewer().lookProperty().set(panes.viewer().lookProperty().get().withTable(table));
    }

    /** Shows the window at once and begins the first minute behind it. */
    public void show() {
        show(Optional.empty());
    }

    /** The same with another model than the embedded one, which is loaded but not asked anything. */
    void show(Optional<ModelChoice> model) {
        Remembered remembered = restore();
        stage.show();
        scene.getRoot().requestFocus();
        arrange(remembered);
        FirstMinute firstMinute = new FirstMinute(exploration, remembered.keepPercent(), surroundings.bound());
        model.ifPresentOrElse(firstMinute::beginWith, firstMinute::begin);
    }

    /** Opens a picture from a file. */
    public void open(Path file) {
        pictures.open(file);
    }

    /** Switches between light and dark. */
    public void switchTheme() {
        theme = theme.other();
        theme.apply(scene);
        memory.changed();
    }

    /** Switches to type that is read from the back of a room, or back. */
    public void switchLarge() {
        setLarge(!large);
        memory.changed();
    }

    /** Sets type and lines to large or normal, and gives each pane its room. */
    void setLarge(boolean now) {
        large = now;
        scene.getRoot().pseudoClassStateChanged(LARGE, large);
        panes.arrange(scene.getWidth(), scene.getHeight() - BARS, large);
    }

    /** What can be done anywhere, with its keys. */
    List<Command> windowCommands() {
        return commands.keyed();
    }

    /** Goes back to the panes from which runs are explored. */
    private void explore() {
        panes.workspace().explore();
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

    /** What can be done, anywhere or in a pane. */
    List<Command> everyCommand() {
        List<Command> all = new ArrayList<>(commands.all());
        all.addAll(panes.chat().suggestions());
        all.addAll(panes.commands());
        return all;
    }

    void openPalette() {
        CommandPalette palette = new CommandPalette(everyCommand(), overlay::close);
        overlay.open(palette, palette.field(), Pos.TOP_CENTER);
    }

    void openModels() {
        ModelSheet sheet =
                new ModelSheet(shelf, surroundings.dialogues().folders(), surroundings.restart(), overlay::close);
        overlay.open(sheet, sheet.first(), Pos.TOP_CENTER);
    }

    void openShortcuts() {
        List<Command> all = new ArrayList<>(commands.keyed());
        all.addAll(panes.commands());
        ShortcutSheet sheet = new ShortcutSheet(all);
        overlay.open(sheet, sheet, Pos.CENTER);
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
