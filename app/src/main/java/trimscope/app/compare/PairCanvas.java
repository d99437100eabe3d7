package trimscope.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import trimscope.app.canvas.CanvasLayer;
import trimscope.app.canvas.Curtain;
import trimscope.app.canvas.HeatmapLayer;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.canvas.OutlineLayer;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.canvas.VeilLayer;
import trimscope.app.exploration.CompareMode;
import trimscope.app.exploration.Run;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.MapDifference;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.PatchRaster;
import trimscope.core.pruning.KeptTokens;

/** The picture with the maps of two runs: on two linked canvases, on one with a curtain, or as a difference. */
final class PairCanvas extends HBox {
    private final CompareModel model;
    private final ImageCanvas left = new ImageCanvas();
    private final ImageCanvas right = new ImageCanvas();
    private final StackPane rightFrame;
    private final Curtain curtain = new Curtain(left);
    private final PictureLayer picture = new PictureLayer();
    private final RunLayers first = new RunLayers();
    private final RunLayers second = new RunLayers();
    private final RunLayers change = new RunLayers();
    private final OutlineLayer outline = new OutlineLayer();
    private final Label leftName = name("name-left", Pos.TOP_LEFT);
    private final Label rightName = name("name-right", Pos.TOP_LEFT);
    private final Label acrossName = name("name-across", Pos.TOP_RIGHT);
    private Optional<Picture> painted = Optional.empty();

    /** What lies over the picture for one run: dropped patches and weights. */
    private record RunLayers(VeilLayer veil, HeatmapLayer heatmap) {
        RunLayers() {
            this(new VeilLayer(), new HeatmapLayer());
        }

        List<CanvasLayer> all() {
            return List.of(veil, heatmap);
        }

        void clear() {
            veil.clear();
            heatmap.clear();
        }
    }

    PairCanvas(CompareModel model) {
        super(1);
        this.model = model;
        left.setId("compare-canvas");
        right.setId("compare-canvas-second");
        left.addLayer(picture);
        first.all().forEach(layer -> left.addLayer(in(CompareMode.SIDE_BY_SIDE, layer)));
        first.all().forEach(layer -> left.addLayer(in(CompareMode.CURTAIN, curtain.left(layer))));
        second.all().forEach(layer -> left.addLayer(in(CompareMode.CURTAIN, curtain.right(layer))));
        change.all().forEach(layer -> left.addLayer(in(CompareMode.DIFFERENCE, layer)));
        right.addLayer(picture);
        second.all().forEach(right::addLayer);
        left.addLayer(outline);
        right.addLayer(outline);
        left.addLayer(curtain);
        left.link(right);
        for (ImageCanvas canvas : List.of(left, right)) {
            holdSpace(canvas);
            canvas.addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        }
        StackPane leftFrame = new StackPane(left, leftName, acrossName);
        rightFrame = new StackPane(right, rightName);
        for (StackPane frame : List.of(leftFrame, rightFrame)) {
            frame.getStyleClass().add("viewer");
            frame.setMinWidth(0);
            frame.setPrefWidth(100);
            HBox.setHgrow(frame, Priority.ALWAYS);
        }
        getChildren().addAll(leftFrame, rightFrame);
        left.pointerProperty().addListener(source -> outline());
        right.pointerProperty().addListener(source -> outline());
    }

    /** The canvas that is there in every mode. */
    ImageCanvas main() {
        return left;
    }

    Curtain curtain() {
        return curtain;
    }

    void fit() {
        left.fit();
        right.fit();
    }

    /** The patch under the pointer on either canvas. */
    OptionalInt pointed() {
        Optional<Point2D> place =
                left.pointerProperty().get().or(() -> right.pointerProperty().get());
        return place.isEmpty() || model.grid().isEmpty()
                ? OptionalInt.empty()
                : model.grid().get().tokenAt(place.get().getX(), place.get().getY());
    }

    /** Tells whenever another patch may be under the pointer. */
    void onPointed(Runnable action) {
        left.pointerProperty().addListener(source -> action.run());
        right.pointerProperty().addListener(source -> action.run());
    }

    /** Shows everything as the model has it now. */
    void show() {
        showPicture();
        showMode();
        first.clear();
        second.clear();
        change.clear();
        model.grid().ifPresent(grid -> {
            showRun(first, model.pair().first(), model.mapsProperty().get().first(), grid);
            showRun(second, model.pair().second(), model.mapsProperty().get().second(), grid);
            showChange(grid);
        });
        left.repaint();
        right.repaint();
    }

    private void showPicture() {
        Optional<Picture> pixels = model.pair()
                .first()
                .flatMap(run -> run.picture().pixelsProperty().get());
        if (pixels.isPresent() && !pixels.equals(painted)) {
            painted = pixels;
            Optional<Image> image = pixels.map(PictureLayer::toImage);
            picture.setImage(image);
            for (ImageCanvas canvas : List.of(left, right)) {
                canvas.setPictureSize(pixels.get().width(), pixels.get().height());
            }
        }
    }

    private void showMode() {
        CompareMode mode = model.modeProperty().get();
        boolean both = mode == CompareMode.SIDE_BY_SIDE;
        rightFrame.setVisible(both);
        rightFrame.setManaged(both);
        curtain.setDrawn(mode == CompareMode.CURTAIN);
        String a = "A · " + label(model.pair().first());
        String b = "B · " + label(model.pair().second());
        leftName.setText(mode == CompareMode.DIFFERENCE ? "B − A" : a);
        rightName.setText(b);
        acrossName.setText(b);
        acrossName.setVisible(mode == CompareMode.CURTAIN);
        left.setAccessibleText(
                switch (mode) {
                    case SIDE_BY_SIDE -> "Picture with the attention map of run A";
                    case CURTAIN ->
                        "Picture with the attention map of run A left of the curtain and of run B right of it";
                    case DIFFERENCE -> "Picture with the difference of the attention maps, run B minus run A";
                });
        right.setAccessibleText("Picture with the attention map of run B");
    }

    /** The chooser above says the rest. */
    private static String label(Optional<Run> run) {
        return run.map(known -> known.isFull() ? known.label() : known.percent() + " %")
                .orElse("–");
    }

    private void showRun(RunLayers layers, Optional<Run> run, Optional<CrossAttentionMap> map, PatchGrid grid) {
        if (model.veilProperty().get()) {
            layers.veil().show(grid, CompareModel.kept(run).filter(kept -> fits(kept, grid)));
        }
        if (model.heatmapProperty().get()) {
            map.ifPresent(shown ->
                    layers.heatmap().show(grid, shown, model.scale().style().orElseThrow()));
        }
    }

    /** Where either run dropped a patch the veil lies below the colours: there the change is the loss itself. */
    private void showChange(PatchGrid grid) {
        if (model.veilProperty().get()) {
            change.veil()
                    .show(
                            grid,
                            CompareModel.kept(model.pair().second())
                                    .or(() -> CompareModel.kept(model.pair().first()))
                                    .filter(kept -> fits(kept, grid)));
        }
        Optional<DifferenceStyle> style = model.differenceStyle();
        Optional<MapDifference> difference = model.mapsProperty().get().difference();
        if (model.heatmapProperty().get() && style.isPresent() && difference.isPresent()) {
            change.heatmap()
                    .show(
                            grid,
                            PatchRaster.of(
                                    grid,
                                    token -> style.get().argb(difference.get().value(token))),
                            model.scale().look().smooth());
        }
    }

    private static boolean fits(KeptTokens kept, PatchGrid grid) {
        return kept.valid() == grid.validCount();
    }

    private void outline() {
        OptionalInt patch = pointed();
        outline.show(patch.isPresent() ? model.grid().flatMap(grid -> grid.box(patch.getAsInt())) : Optional.empty());
        left.repaint();
        right.repaint();
    }

    private CanvasLayer in(CompareMode mode, CanvasLayer layer) {
        return (graphics, view) -> {
            if (model.modeProperty().get() == mode) {
                layer.paint(graphics, view);
            }
        };
    }

    private void onScroll(ScrollEvent event) {
        if (event.isControlDown() && event.getDeltaY() != 0) {
            model.scale().fade(event.getDeltaY());
            event.consume();
        }
    }

    private static void holdSpace(ImageCanvas canvas) {
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                canvas.setSpaceHeld(true);
                event.consume();
            }
        });
        canvas.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode() == KeyCode.SPACE) {
                canvas.setSpaceHeld(false);
            }
        });
    }

    private static Label name(String id, Pos where) {
        Label name = new Label();
        name.setId(id);
        name.getStyleClass().add("run-name");
        name.setMouseTransparent(true);
        StackPane.setAlignment(name, where);
        return name;
    }
}
