package trimscope.app.compare;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import trimscope.app.canvas.ColorBar;
import trimscope.app.command.Command;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.CompareMode;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RunPair;
import trimscope.app.scale.HeatmapLook;
import trimscope.app.workspace.ViewLabel;
import trimscope.app.workspace.WorkspaceView;

/** Two runs of the shown question: their maps beside each other, their answers word by word, what they cost. */
public final class CompareView extends WorkspaceView {
    private static final ViewLabel LABEL = new ViewLabel(
            "comparison",
            "Compare",
            "Compare two runs",
            "Holds two answers to the same question against each other",
            Feather.COLUMNS,
            Shortcut.functional(KeyCode.F2, "F2"));

    private final CompareModel model;
    private final Obstacles obstacles;
    private final PairCanvas canvas;
    private final CompareCommands commands;
    private final PatchLine patch;
    private final ColorBar colorBar = new ColorBar();
    private final Label caption = new Label();
    private final Label missing = new Label();
    private final Button remedy = new Button();
    private final VBox nothing = new VBox(12, missing, remedy);
    private final SplitPane compared = new SplitPane();

    public CompareView(Exploration exploration) {
        super(LABEL);
        model = new CompareModel(exploration);
        obstacles = new Obstacles(exploration, this::writeQuestion);
        canvas = new PairCanvas(model);
        commands = new CompareCommands(model, canvas);
        patch = new PatchLine(model);
        arrange();
        follow();
    }

    /** How people want their heatmaps. */
    public ObjectProperty<HeatmapLook> lookProperty() {
        return model.scale().lookProperty();
    }

    /** How the maps of the two runs are shown. */
    public ObjectProperty<CompareMode> modeProperty() {
        return model.modeProperty();
    }

    private void arrange() {
        getStyleClass().add("compare");
        getChildren().addAll(compared, nothing);
        nothing.setId("nothing-to-compare");
        nothing.getStyleClass().add("nothing-to-compare");
        missing.setWrapText(true);
        missing.getStyleClass().add("muted");
        caption.setId("compare-caption");
        caption.getStyleClass().add("caption");
        caption.setWrapText(true);
        caption.setMinHeight(Region.USE_PREF_SIZE);
        VBox legend = new VBox(caption, colorBar);
        legend.getStyleClass().add("legend");
        VBox.setVgrow(colorBar, Priority.ALWAYS);
        BorderPane pictures = new BorderPane(canvas);
        pictures.getStyleClass().add("viewer");
        pictures.setTop(new RunChoices(model.pair(), commands));
        pictures.setRight(legend);
        pictures.setBottom(new CompareBar(model, commands, patch));
        ToggleButton words = CompareBar.toggle(
                "Whole words", "compare-words", commands.words, "Words, or single tokens", model.wordsProperty());
        AnswersAndFigures below = new AnswersAndFigures(model, words, new PairFigures(model, obstacles));
        compared.setId("compared");
        compared.setOrientation(Orientation.VERTICAL);
        compared.getItems().addAll(pictures, below);
        compared.setDividerPositions(0.6);
    }

    private void follow() {
        RunPair pair = model.pair();
        model.modeProperty().addListener(source -> showMaps());
        model.heatmapProperty().addListener(source -> showMaps());
        model.veilProperty().addListener(source -> showMaps());
        model.mapsProperty().addListener(source -> showMaps());
        model.selectedProperty().addListener(source -> showMaps());
        model.scale().lookProperty().addListener((source, before, after) -> showMaps());
        pair.sidesProperty().addListener(source -> show());
        pair.stateProperty().addListener(source -> show());
        canvas.onPointed(() -> patch.show(canvas.pointed()));
        show();
    }

    private void show() {
        boolean two = model.pair().sidesProperty().get().areBothThere();
        compared.setVisible(two);
        if (two && remedy.isFocused()) {
            canvas.main().requestFocus();
        }
        nothing.setVisible(!two);
        if (!two) {
            obstacles.now().ifPresent(obstacle -> {
                missing.setText(obstacle.sentence());
                obstacle.remedy().ifPresent(help -> {
                    remedy.setText(help.name());
                    remedy.setOnAction(event -> help.action().run());
                });
            });
        }
        showMaps();
    }

    private void showMaps() {
        canvas.show();
        patch.show(canvas.pointed());
        caption.setText(model.caption());
        MapPair maps = model.mapsProperty().get();
        if (model.modeProperty().get() == CompareMode.DIFFERENCE) {
            colorBar.showDifference(
                    model.differenceStyle(),
                    "B − A",
                    maps.difference().isPresent() ? differenceNote() : "choose a word that both answers have");
        } else {
            colorBar.show(model.scale().style(), model.quantity().label(), "choose a word to see its maps");
        }
    }

    /** A difference has two directions, for which there is no logarithm. */
    private String differenceNote() {
        HeatmapLook look = model.scale().look();
        return "red: more in B, blue: less; linear" + (look.isClipped() ? ", clipped" : "");
    }

    private void writeQuestion() {
        Optional.ofNullable(getScene()).map(scene -> scene.lookup("#question")).ifPresent(Node::requestFocus);
    }

    @Override
    public Node focusStop() {
        return canvas.main();
    }

    @Override
    public List<Node> tools() {
        return List.of(new ModeSwitch(model, commands));
    }

    @Override
    public List<SplitPane.Divider> dividers() {
        return compared.getDividers();
    }

    @Override
    public List<Command> commands() {
        return commands.all();
    }

    @Override
    public void opened() {
        model.follow(true);
        show();
        if (nothing.isVisible()) {
            remedy.requestFocus();
        }
    }

    @Override
    public void closed() {
        model.follow(false);
    }
}
