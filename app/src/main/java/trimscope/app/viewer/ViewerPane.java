package trimscope.app.viewer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
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
import trimscope.app.canvas.ColorBar;
import trimscope.app.canvas.Curtain;
import trimscope.app.canvas.GridLayer;
import trimscope.app.canvas.HeatmapLayer;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.canvas.MarksLayer;
import trimscope.app.canvas.OutlineLayer;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.canvas.SelectionLayer;
import trimscope.app.canvas.VeilLayer;
import trimscope.app.canvas.VotesLayer;
import trimscope.app.command.Command;
import trimscope.app.command.CommandKeys;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Painting;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.ColorTable;
import trimscope.core.pruning.KeptTokens;

/** The picture, what is laid over it, its legend, and the figures under the pointer. */
public final class ViewerPane extends BorderPane {
    private static final double OPACITY_STEP = 0.05;

    private final ViewerModel model;
    private final ViewerCommands commands;
    private final ImageCanvas canvas = new ImageCanvas();
    private final PictureLayer pictureLayer = new PictureLayer();
    private final HeatmapLayer heatmap = new HeatmapLayer();
    private final VeilLayer veil = new VeilLayer();
    private final GridLayer gridLayer = new GridLayer();
    private final VotesLayer votes = new VotesLayer();
    private final MarksLayer lost = new MarksLayer();
    private final OutlineLayer outline = new OutlineLayer();
    private final SelectionLayer selection = new SelectionLayer();
    private final Curtain curtain = new Curtain(canvas);
    private final PatchTools tools;
    private final Painting painting;
    private final ColorBar colorBar = new ColorBar();
    private final ReadOut readOut = new ReadOut();
    private final Label empty = new Label("Open a picture or choose a sample to begin.");
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
        canvas.addLayer(pictureLayer);
        List.of(veil, heatmap, gridLayer, votes, lost).forEach(layer -> canvas.addLayer(curtain.right(layer)));
        canvas.addLayer(selection);
        canvas.addLayer(curtain);
        canvas.addLayer(outline);
        painting = exploration.painting();
        tools = new PatchTools(model, painting, canvas, selection);
        empty.getStyleClass().add("empty-hint");
        Pane floating = new Pane(readOut);
        floating.setMouseTransparent(true);
        commands = new ViewerCommands(
                model,
                canvas,
                curtain,
                new PatchCursor(model, painting),
                tools.brushProperty(),
                new SelectionCommands(exploration));
        SelectionBar selectionBar = new SelectionBar(exploration, tools.brushProperty(), commands.selection);
        StackPane.setAlignment(selectionBar, Pos.TOP_CENTER);
        setCenter(new StackPane(canvas, empty, floating, selectionBar));
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
        exploration.trim().keptProperty().addListener((source, before, after) -> showKept());
        exploration.trim().percentProperty().addListener((source, before, after) -> showVotes());
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> run.wantedProperty().removeListener(wantedChanged));
            after.ifPresent(run -> run.wantedProperty().addListener(wantedChanged));
            showKept();
        });
        painting.selectedProperty().addListener((source, before, after) -> showSelection());
        exploration.trim().maskProperty().addListener((source, before, after) -> showSelection());
        model.overlays().addListener((SetChangeListener<Overlay>) change -> showOverlays());
        model.lookProperty().addListener((source, before, after) -> showMap());
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
            pictureLayer.setImage(picture.map(PictureLayer::toImage));
            picture.ifPresent(pixels -> canvas.setPictureSize(pixels.width(), pixels.height()));
        }
        showOverlays();
    }

    private void showOverlays() {
        showMap();
        showKept();
        showSelection();
        curtain.setDrawn(isOn(Overlay.CURTAIN));
        gridLayer.show(isOn(Overlay.GRID) ? model.grid() : Optional.empty());
        canvas.repaint();
    }

    private void showMap() {
        heatmap.clear();
        Optional<PatchGrid> grid = model.grid();
        if (isOn(Overlay.HEATMAP) && grid.isPresent()) {
            model.map()
                    .ifPresent(
                            map -> heatmap.show(grid.get(), map, model.style().orElseThrow()));
        }
        colorBar.show(model.style(), "attention", "select a word to see its map");
        caption.set(model.caption());
        showFacts();
        canvas.repaint();
    }

    private void showKept() {
        veil.clear();
        lost.clear();
        Optional<KeptTokens> kept = model.kept();
        if (isOn(Overlay.VEIL)) {
            model.grid().ifPresent(grid -> lost.show(grid, model.lost()));
            model.grid()
                    .filter(grid -> kept.isEmpty() || isWithin(grid, kept.get()))
                    .ifPresent(grid -> veil.show(grid, kept));
        }
        showVotes();
        showFacts();
        canvas.repaint();
    }

    private void showVotes() {
        votes.clear();
        if (isOn(Overlay.VOTES) && model.heads() > 0) {
            model.grid().ifPresent(grid -> votes.show(grid, model::votes, model.heads()));
        }
        canvas.repaint();
    }

    private void showSelection() {
        selection.clear();
        Set<Integer> selected = painting.selectedProperty().get();
        int[] keep = model.mask().keep();
        int[] drop = model.mask().drop();
        model.grid()
                .ifPresent(grid -> selection.show(
                        grid,
                        selected::contains,
                        token -> Arrays.binarySearch(keep, token) >= 0,
                        token -> Arrays.binarySearch(drop, token) >= 0));
        canvas.repaint();
    }

    /** While the picture changes, the kept tokens of the one before may still be there. */
    private static boolean isWithin(PatchGrid grid, KeptTokens kept) {
        return kept.valid() == grid.validCount();
    }

    private void showFacts() {
        Optional<Point2D> place =
                model.frozenProperty().get().or(() -> canvas.pointerProperty().get());
        Optional<PatchFacts> facts = place.flatMap(model::factsAt);
        outline.show(facts.map(PatchFacts::box));
        canvas.repaint();
        place.ifPresent(at -> {
            var view = canvas.viewProperty().get();
            readOut.show(facts, view.x() + view.scale() * at.getX(), view.y() + view.scale() * at.getY());
        });
        if (place.isEmpty()) {
            readOut.show(Optional.empty(), 0, 0);
        }
    }

    private void onClick(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress() && !tools.takesClick(event)) {
            model.toggleFreeze(canvas.viewProperty().get().toPicture(event.getX(), event.getY()));
        }
    }

    private void onScroll(ScrollEvent event) {
        if (event.isControlDown() && event.getDeltaY() != 0) {
            double step = Math.signum(event.getDeltaY()) * OPACITY_STEP;
            model.look(look -> look.withOpacity(look.opacity() + step));
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

    /** The colours of the heatmap. */
    public ObservableValue<ColorTable> colourTable() {
        return model.lookProperty().map(HeatmapLook::table);
    }

    public void useColours(ColorTable table) {
        model.look(look -> look.withTable(table));
    }

    private boolean isOn(Overlay overlay) {
        return model.overlays().contains(overlay);
    }
}
