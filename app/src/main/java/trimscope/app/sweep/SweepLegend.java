package trimscope.app.sweep;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Which line and marker stand for which rule. */
final class SweepLegend extends FlowPane {
    SweepLegend() {
        super(16, 4);
        getStyleClass().add("sweep-legend");
        setAlignment(Pos.CENTER_LEFT);
    }

    void show(List<Plot.Series> series) {
        getChildren().setAll(series.stream().map(SweepLegend::entry).toList());
    }

    private static HBox entry(Plot.Series series) {
        Region line = new Region();
        line.getStyleClass()
                .addAll("legend-line", SweepChart.look(series.number()).get(0));
        Region marker = new Region();
        marker.getStyleClass().add("sweep-marker");
        marker.getStyleClass().addAll(SweepChart.look(series.number()));
        HBox entry = new HBox(6, new StackPane(line, marker), new Label(series.name()));
        entry.setAlignment(Pos.CENTER_LEFT);
        return entry;
    }
}
