package trimscope.app.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.MapFocus;
import trimscope.app.inference.HeadFigures;
import trimscope.app.inference.Statistic;
import trimscope.core.chat.ModelInfo;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.WeightFormat;

/** A cell for each cross-attention layer and head, with the gate of each layer beside its row. */
final class HeadMatrix extends GridPane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final double GATE_WIDTH = 40;
    /** Above this many heads only every fourth gets its number. */
    private static final int NUMBERED_HEADS = 12;

    private record Cell(int layer, int head, Region fill, StackPane frame, Tooltip tooltip) {}

    private final MapFocus focus;
    private final int heads;
    private final List<Integer> layers;
    private final List<Cell> cells = new ArrayList<>();

    HeadMatrix(ModelInfo model, MapFocus focus) {
        this.focus = focus;
        heads = model.heads();
        layers = model.crossLayers();
        getStyleClass().add("head-matrix");
        setFocusTraversable(true);
        setAccessibleText("Layers and heads; the arrow keys choose one of them");
        columns();
        addHeader(0, 0, "all", "All layers and heads", this::chooseAll);
        Label gates = new Label("gate");
        gates.getStyleClass().add("matrix-header");
        add(gates, 1, 0);
        GridPane.setHalignment(gates, HPos.CENTER);
        for (int head = 0; head < heads; head++) {
            int chosen = head;
            String text = heads <= NUMBERED_HEADS || head % 4 == 0 ? String.valueOf(head) : "";
            addHeader(
                    2 + head,
                    0,
                    text,
                    "Head " + head + " of all layers",
                    () -> focus.choose(choice().withLayers(layers).withHeads(List.of(chosen))));
        }
        getRowConstraints().add(new RowConstraints());
        for (int row = 0; row < layers.size(); row++) {
            addRow(model, row);
        }
    }

    /** Colours the cells; grey as long as no token is selected. */
    void showFigures(Optional<HeadFigures> figures, Statistic statistic) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        if (figures.isPresent()) {
            for (Cell cell : cells) {
                double value = figures.get().value(statistic, cell.layer(), cell.head());
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        for (Cell cell : cells) {
            String place = "layer " + cell.layer() + " · head " + cell.head();
            if (figures.isEmpty()) {
                cell.fill().setBackground(Background.EMPTY);
                cell.tooltip().setText(place);
                continue;
            }
            double value = figures.get().value(statistic, cell.layer(), cell.head());
            int argb = ColorTable.VIRIDIS.argb(high > low ? (value - low) / (high - low) : 0.5);
            Color color = Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
            cell.fill().setBackground(new Background(new BackgroundFill(color, new CornerRadii(3), null)));
            cell.tooltip().setText(place + "\n" + statistic.label() + " " + WeightFormat.weight(value));
        }
    }

    void showChoice(HeadChoice choice) {
        for (Cell cell : cells) {
            cell.frame().pseudoClassStateChanged(SELECTED, choice.contains(cell.layer(), cell.head()));
        }
    }

    /** Chooses the cell beside the first chosen one. */
    void move(int layersDown, int headsRight) {
        firstChosen().ifPresent(cell -> {
            int row = clamp(layers.indexOf(cell.layer()) + layersDown, layers.size());
            int head = clamp(cell.head() + headsRight, heads);
            focus.choose(choice().withLayers(List.of(layers.get(row))).withHeads(List.of(head)));
        });
    }

    /** All heads of the first chosen cell's layer. */
    void chooseLayer() {
        firstChosen()
                .ifPresent(cell ->
                        focus.choose(choice().withLayers(List.of(cell.layer())).withHeads(allHeads())));
    }

    /** The first chosen cell's head in all layers. */
    void chooseHead() {
        firstChosen().ifPresent(cell -> focus.choose(choice().withLayers(layers).withHeads(List.of(cell.head()))));
    }

    private Optional<Cell> firstChosen() {
        return cells.stream()
                .filter(cell -> choice().contains(cell.layer(), cell.head()))
                .findFirst();
    }

    void chooseAll() {
        focus.choose(choice().withLayers(layers).withHeads(allHeads()));
    }

    private static int clamp(int index, int count) {
        return Math.max(0, Math.min(count - 1, index));
    }

    private void columns() {
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints gate = new ColumnConstraints(GATE_WIDTH + 8);
        getColumnConstraints().addAll(name, gate);
        for (int head = 0; head < heads; head++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHgrow(Priority.ALWAYS);
            column.setMinWidth(4);
            column.setPrefWidth(24);
            getColumnConstraints().add(column);
        }
    }

    private void addHeader(int column, int row, String text, String hint, Runnable action) {
        Label header = new Label(text);
        header.getStyleClass().addAll("matrix-header", "matrix-action");
        header.setMaxWidth(Double.MAX_VALUE);
        header.setTooltip(new Tooltip(hint));
        header.setOnMouseClicked(event -> action.run());
        add(header, column, row);
        GridPane.setHalignment(header, HPos.CENTER);
    }

    private void addRow(ModelInfo model, int index) {
        int layer = layers.get(index);
        addHeader(
                0,
                index + 1,
                "layer " + layer,
                "All heads of layer " + layer,
                () -> focus.choose(choice().withLayers(List.of(layer)).withHeads(allHeads())));
        addGate(model, layer, index + 1);
        RowConstraints constraints = new RowConstraints();
        constraints.setVgrow(Priority.ALWAYS);
        constraints.setMaxHeight(30);
        getRowConstraints().add(constraints);
        for (int head = 0; head < heads; head++) {
            addCell(layer, head, index + 1);
        }
    }

    private void addGate(ModelInfo model, int layer, int row) {
        double open = model.gates().stream()
                .filter(gate -> gate.layer() == layer)
                .mapToDouble(gate -> Math.abs(gate.attention()))
                .findFirst()
                .orElse(0);
        Region bar = new Region();
        bar.getStyleClass().add("gate-bar");
        bar.setMaxWidth(GATE_WIDTH * Math.min(1, open));
        Region track = new Region();
        track.getStyleClass().add("gate-track");
        StackPane gate = new StackPane(track, bar);
        gate.getStyleClass().add("gate");
        gate.setMaxWidth(GATE_WIDTH);
        Tooltip.install(
                gate,
                new Tooltip(String.format(
                        Locale.ROOT,
                        "|tanh| of layer %d's attention gate: %.3f%nA bright map behind a closed gate contributes little.",
                        layer,
                        open)));
        add(gate, 1, row);
    }

    private void addCell(int layer, int head, int row) {
        Region fill = new Region();
        StackPane frame = new StackPane(fill);
        frame.getStyleClass().add("matrix-cell");
        frame.setId("cell-" + layer + "-" + head);
        frame.setMinSize(4, 6);
        Tooltip tooltip = new Tooltip();
        Tooltip.install(frame, tooltip);
        frame.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            boolean more = event.isShiftDown() || event.isShortcutDown();
            focus.choose(
                    more
                            ? choice().with(layer, head)
                            : choice().withLayers(List.of(layer)).withHeads(List.of(head)));
        });
        cells.add(new Cell(layer, head, fill, frame, tooltip));
        add(frame, 2 + head, row);
    }

    private HeadChoice choice() {
        return focus.choiceProperty().get().orElseGet(() -> HeadChoice.allHeads(layers, heads));
    }

    private List<Integer> allHeads() {
        return IntStream.range(0, heads).boxed().toList();
    }
}
