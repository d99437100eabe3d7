package trimscope.app.charts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import trimscope.app.controls.CurveChart;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;

/** How few visual tokens hold how much of the attention: a curve for each layer. */
public final class SparsityPane extends BorderPane {
    /** More names than this do not fit beside the title. */
    private static final int LEGEND_ENTRIES = 8;

    private final SparsityModel model;
    private final CurveChart chart = new CurveChart();
    private final FlowPane legend = new OneLine();
    private final Label sentence = new Label();

    public SparsityPane(Exploration exploration) {
        model = new SparsityModel(exploration);
        setId("sparsity");
        getStyleClass().add("sparsity-pane");
        sentence.getStyleClass().add("caption");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        legend.setAlignment(Pos.CENTER_RIGHT);
        setTop(new SectionHeader("Sparsity", legend));
        setCenter(chart);
        setBottom(sentence);
        exploration.focus().mapProperty().addListener((source, before, after) -> show());
        exploration.trim().keptProperty().addListener((source, before, after) -> show());
        show();
    }

    private void show() {
        List<SparsityModel.Curve> curves = model.curves();
        chart.show(curves.stream().map(SparsityModel.Curve::shares).toList(), model.keptShare());
        sentence.setText(curves.isEmpty() ? "Select a word to see how its attention spreads." : model.sentence());
        legend.getChildren().clear();
        if (!curves.isEmpty()) {
            legend.getChildren().add(caption("layer"));
        }
        for (int i = 0; i < Math.min(curves.size(), LEGEND_ENTRIES); i++) {
            Region swatch = new Region();
            swatch.getStyleClass().addAll("legend-swatch", CurveChart.series(i));
            HBox entry =
                    new HBox(4, swatch, caption(String.valueOf(curves.get(i).layer())));
            entry.setAlignment(Pos.CENTER);
            legend.getChildren().add(entry);
        }
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("caption");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** As wide as all entries, and broken into lines only where that is too wide. */
    private static final class OneLine extends FlowPane {
        private static final double GAP = 8;

        OneLine() {
            super(GAP, 2);
        }

        @Override
        protected double computePrefWidth(double height) {
            double entries = getManagedChildren().stream()
                    .mapToDouble(entry -> entry.prefWidth(-1))
                    .sum();
            return Math.ceil(entries + GAP * Math.max(0, getManagedChildren().size() - 1));
        }
    }
}
