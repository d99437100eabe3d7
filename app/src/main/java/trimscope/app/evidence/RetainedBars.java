package trimscope.app.evidence;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import trimscope.core.attention.RetainedMass;

/** A bar a layer: the share of its attention on the kept tokens, with a mark where chance would be. */
final class RetainedBars extends GridPane {
    private static final double MOST_OF_A_ROW = 36;
    private static final double BESIDE_A_BAR = 3;

    RetainedBars() {
        setId("retained-bars");
        setHgap(8);
        setVgap(4);
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints bar = new ColumnConstraints(80, 200, Double.MAX_VALUE);
        bar.setHgrow(Priority.ALWAYS);
        ColumnConstraints number = new ColumnConstraints();
        number.setMinWidth(USE_PREF_SIZE);
        getColumnConstraints().addAll(name, bar, number);
    }

    /** @param keptShare kept share of the valid tokens, 0 … 1: what tokens chosen by chance would hold */
    void show(RetainedMass mass, double keptShare) {
        getChildren().clear();
        getRowConstraints().clear();
        for (int place = 0; place < mass.layers().size(); place++) {
            double share = mass.shares().get(place);
            Label name = new Label("layer " + mass.layers().get(place) + (place == 0 ? " (selects)" : ""));
            name.getStyleClass().add("muted");
            Label number = new Label(String.format(Locale.ROOT, "%.1f %%", 100 * share));
            number.setAlignment(Pos.CENTER_RIGHT);
            number.setMaxWidth(Double.MAX_VALUE);
            addRow(place, name, new Bar(share, keptShare, place == 0), number);
            RowConstraints row = new RowConstraints(20, 20, MOST_OF_A_ROW);
            row.setVgrow(Priority.ALWAYS);
            getRowConstraints().add(row);
        }
    }

    private static final class Bar extends Pane {
        private final Region track = new Region();
        private final Region fill = new Region();
        private final Region chance = new Region();
        private final double share;
        private final double expected;

        Bar(double share, double expected, boolean selects) {
            this.share = share;
            this.expected = expected;
            track.getStyleClass().add("mass-track");
            fill.getStyleClass().add("mass-bar");
            if (selects) {
                fill.getStyleClass().add("selects");
            }
            chance.getStyleClass().add("chance-mark");
            setMinHeight(20);
            getChildren().addAll(track, fill, chance);
            Tooltip.install(
                    this,
                    new Tooltip(String.format(
                            Locale.ROOT,
                            "%.1f %% of the attention lies on the kept tokens; by chance it would be %.1f %%.",
                            100 * share,
                            100 * expected)));
        }

        @Override
        protected void layoutChildren() {
            double thickness = Math.rint(getHeight() - 2 * BESIDE_A_BAR);
            track.resizeRelocate(0, BESIDE_A_BAR, getWidth(), thickness);
            fill.resizeRelocate(0, BESIDE_A_BAR, Math.rint(getWidth() * share), thickness);
            chance.resizeRelocate(Math.rint((getWidth() - 2) * expected), 0, 2, thickness + 2 * BESIDE_A_BAR);
        }
    }
}
