package trimscope.app.evidence;

import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;
import trimscope.app.controls.CurveChart;

/** Which curve is which layer's, with the layer's figures. */
final class CurveLegend extends FlowPane {
    CurveLegend() {
        super(16, 2);
    }

    /** @param head whose figures are shown; empty for the mean of all */
    void show(EvidenceModel model, OptionalInt head) {
        getChildren().clear();
        for (int place = 0; place < model.layers().size(); place++) {
            Line line = new Line(0, 0, 28, 0);
            line.getStyleClass().addAll("chart-curve", CurveChart.series(place), "dash-" + place % 4);
            Label words = new Label(model.sparsityOf(place, head));
            words.getStyleClass().add("caption");
            HBox entry = new HBox(6, line, words);
            entry.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(entry);
        }
    }
}
