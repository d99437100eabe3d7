package trimscope.app.viewer;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.SetChangeListener;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.canvas.ColorBar;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.command.Command;
import trimscope.app.command.CommandKeys;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.scale.HeatmapLook;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;

/** The picture, what is laid over it, its legend, and the figures under the pointer. */
public final class ViewerPane extends BorderPane {
    private final ViewerModel model;
    private final ViewerCommands commands;
    private final ImageCanvas canvas = new ImageCanvas();
    private final ViewerLayers layers;
    private final PatchPicker picker;
    private final PatchTools tools;
    private final MapWords words;
    private final ColorBar colorBar = new ColorBar();
    private final ReadOut readOut = new ReadOut();
    private final Label empty = new Label("Open a picture or choose a sample to begin.");
    private final Label warning = new Label("", new FontIcon(Feather.ALERT_CIRCLE));
    private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
    private final InvalidationListener pictureChanged = source -> showPicture();
    private final InvalidationListener wantedChanged = source -> showKept();
    private Optional<LibraryPicture> shown = Optional.empty();
    private Optional<Picture> painted = Optional.empty();

    public ViewerPane(Exploration exploration) {
        model = new ViewerModel(exploration);
        setId("viewer");
        getStyleClass().add("viewer");
        canvas.setId("image-canvas");
        canvas.setAccessibleText("Picture with attention map");
        layers = new ViewerLayers(model, exploration.painting(), canvas);
        picker = new PatchPicker(model, canvas, layers.badges);
        tools = new PatchTools(model, exploration.painting(), canvas, layers.selection, picker);
        words = new MapWords(exploration, model);
        warning.setId("map-warning");
        warning.getStyleClass().add("map-warning");
        warning.setMouseTransparent(true);
        StackPane.setAlignment(warning, Pos.BOTTOM_LEFT);
        empty.getStyleClass().add("empty-hint");
        Pane floating = new Pane(readOut);
        floating.setMouseTransparent(true);
        commands = new ViewerCommands(
                model,
                canvas,
                layers.curtain,
                new PatchCursor(model, exploration.painting()),
                tools.brushProperty(),
                new SelectionCommands(exploration));
        SelectionBar selectionBar = new SelectionBar(exploration, tools.brushProperty(), commands.selection);
        StackPane.setAlignment(selectionBar, Pos.TOP_CENTER);
        setCenter(new StackPane(canvas, empty, warning, floating, selectionBar));
        colorBar.setHead(new QuantityMenu(model, commands));
        setRight(new Legend(caption.getReadOnlyProperty(), colorBar));
        setBottom(new OverlayBar(model, tools.brushProperty(), commands));
        follow(exploration);
        new CommandKeys(this::commands).handle(canvas);
        new CommandKeys(this::historyCommands).handle(this);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                canvas.setSpaceHeld(true);
                event.consume();
            }
        });
        canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
        canvas.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        canvas.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                canvas.setSpaceHeld(false);
            }
        });
        showPicture();
    }

    private void follow(Exploration exploration) {
        exploration.pictureProperty().addListener(pictureChanged);
        exploration.focus().mapProperty().addListener((source, before, after) -> showMap());
        exploration.focus().choiceProperty().addListener((source, before, after) -> showMap());
        exploration.survey().surveyProperty().addListener((source, before, after) -> showMap());
        exploration.trim().keptProperty().addListener((source, before, after) -> showKept());
        exploration.trim().percentProperty().addListener((source, before, after) -> layers.showVotes());
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> run.wantedProperty().removeListener(wantedChanged));
            after.ifPresent(run -> run.wantedProperty().addListener(wantedChanged));
            showKept();
        });
        exploration.painting().selectedProperty().addListener((source, before, after) -> layers.showSelection());
        exploration.trim().maskProperty().addListener((source, before, after) -> layers.showSelection());
        model.overlays().addListener((SetChangeListener<Overlay>) change -> showAll());
        model.scale().lookProperty().addListener((source, before, after) -> showMap());
        model.sinkTreatmentProperty().addListener((source, before, after) -> showMap());
        canvas.pointerProperty().addListener((source, before, after) -> showFacts());
        canvas.viewProperty().addListener((source, before, after) -> showFacts());
        model.frozenProperty().addListener((source, before, after) -> showFacts());
    }

    private void showPicture() {
        if (!shown.equals(model.shown())) {
            shown.ifPresent(before -> {
                before.pixelsProperty().removeListener(pictureChanged);
                before.gridProperty().removeListener(pictureChanged);
            });
            shown = model.shown();
            model.unfreeze();
            shown.ifPresent(now -> {
                now.pixelsProperty().addListener(pictureChanged);
                now.gridProperty().addListener(pictureChanged);
            });
        }
        Optional<Picture> picture = model.picture();
        empty.setVisible(shown.isEmpty());
        if (!picture.equals(painted)) {
            painted = picture;
            layers.showPicture(picture);
        }
        showAll();
    }

    private void showAll() {
        layers.showAll();
        showLegend();
        showFacts();
    }

    private void showMap() {
        layers.showMap();
        showLegend();
        showFacts();
    }

    private void showKept() {
        layers.showKept();
        showFacts();
    }

    private void showLegend() {
        colorBar.show(model.style(), model.quantityProperty().get().label(), "select a word to see its map");
        colorBar.showMarks(model.shows(Overlay.CLASS_TOKENS), model.sinks().isPresent());
        colorBar.showNote(words.treatment());
        caption.set(words.caption());
        warning.setText(words.warning());
        warning.setVisible(!warning.getText().isEmpty());
    }

    private void showFacts() {
        Optional<Integer> token = model.frozenProperty()
                .get()
                .or(() -> canvas.pointerProperty().get().flatMap(picker::at));
        layers.point(token);
        Optional<PatchGrid> grid = model.grid();
        if (token.isPresent() && grid.isPresent() && token.get() < grid.get().size()) {
            Point2D at = picker.anchor(grid.get(), token.get());
            readOut.show(Optional.of(PatchFacts.of(model, grid.get(), token.get())), at.getX(), at.getY());
        } else {
            readOut.show(Optional.empty(), 0, 0);
        }
    }

    private void onClick(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress() && !tools.takesClick(event)) {
            model.toggleFreeze(picker.at(canvas.viewProperty().get().toPicture(event.getX(), event.getY())));
        }
    }

    private void onScroll(ScrollEvent event) {
        if (event.isControlDown() && event.getDeltaY() != 0) {
            model.scale().fade(event.getDeltaY());
            event.consume();
        }
    }

    /** What can be done here. */
    public List<Command> commands() {
        return commands.all();
    }

    /** Taking back and doing again what was selected or painted, wherever the focus is. */
    public List<Command> historyCommands() {
        return commands.selection.history();
    }

    /** How people want their heatmaps. */
    public ObjectProperty<HeatmapLook> lookProperty() {
        return model.scale().lookProperty();
    }
}
