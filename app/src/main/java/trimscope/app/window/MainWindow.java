package trimscope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;
import trimscope.app.charts.MatrixPane;
import trimscope.app.charts.SparsityPane;
import trimscope.app.chat.ChatPane;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.library.LibraryPane;
import trimscope.app.opening.FirstMinute;
import trimscope.app.tokens.TokensPane;
import trimscope.app.trimming.TrimPane;
import trimscope.app.viewer.ViewerPane;
import trimscope.core.image.PictureReader;

/** Puts the panes together. */
public final class MainWindow {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    private static final String STRANGER =
            "The embedded model knows only drawn scenes such as the samples; of a photograph it understands nothing.";

    private final Exploration exploration;
    private final Stage stage;
    private final Scene scene;
    private Theme theme = Theme.LIGHT;

    public MainWindow(Exploration exploration, Stage stage) {
        this.exploration = exploration;
        this.stage = stage;
        BorderPane root = new BorderPane(panes());
        root.setId("window");
        root.setTop(new ToolBarPane(exploration, this::choosePicture, this::switchTheme));
        root.setBottom(new VBox(new NoticeBar(exploration), new StatusBar(exploration)));
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        scene = new Scene(root, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
        theme.apply(scene);
        addKeys();
        addDropping();
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

    /** Switches between light and dark. */
    public void switchTheme() {
        theme = theme.other();
        theme.apply(scene);
    }

    private Node panes() {
        SplitPane below = new SplitPane(new MatrixPane(exploration), new SparsityPane(exploration));
        below.setDividerPositions(0.5);
        SplitPane middle = new SplitPane(new ViewerPane(exploration), new TokensPane(exploration), below);
        middle.setOrientation(Orientation.VERTICAL);
        middle.setDividerPositions(0.645, 0.775);
        SplitPane right = new SplitPane(new ChatPane(exploration), new TrimPane(exploration));
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.5);
        LibraryPane library = new LibraryPane(exploration);
        SplitPane all = new SplitPane(library, middle, right);
        all.setDividerPositions(0.14, 0.735);
        SplitPane.setResizableWithParent(library, false);
        SplitPane.setResizableWithParent(right, false);
        return all;
    }

    private void choosePicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a picture");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        "Pictures", "*.png", "*.jpg", "*.jpeg", "*.webp", "*.bmp", "*.gif"));
        File chosen = chooser.showOpenDialog(stage);
        if (chosen != null) {
            open(chosen.toPath());
        }
    }

    /** Opens a picture from a file. */
    public void open(Path file) {
        LibraryPicture picture = exploration.add(
                String.valueOf(file.getFileName()),
                LibraryPicture.Origin.FILE,
                List.of("Describe the picture."),
                () -> PictureReader.read(file));
        exploration.open(picture);
        exploration.tell(new Notice(Notice.Level.HINT, STRANGER));
    }

    private void addKeys() {
        scene.getAccelerators()
                .put(new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN), this::choosePicture);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN), this::switchTheme);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                exploration.stop();
            }
        });
    }

    private void addDropping() {
        scene.setOnDragOver((DragEvent event) -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.setOnDragDropped((DragEvent event) -> {
            event.getDragboard().getFiles().forEach(file -> open(file.toPath()));
            event.setDropCompleted(true);
        });
    }
}
