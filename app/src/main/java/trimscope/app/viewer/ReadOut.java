package trimscope.app.viewer;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The card beside the pointer with the figures of the patch under it. */
final class ReadOut extends VBox {
    private static final double DISTANCE = 18;

    private final Label title = new Label();
    private final GridPane rows = new GridPane();

    ReadOut() {
        super(6);
        getStyleClass().add("read-out");
        title.getStyleClass().add("read-out-title");
        ColumnConstraints name = new ColumnConstraints();
        ColumnConstraints value = new ColumnConstraints();
        value.setHalignment(HPos.RIGHT);
        value.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().setAll(name, value);
        rows.getStyleClass().add("read-out-rows");
        getChildren().addAll(title, rows);
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** Shows facts beside a point of the parent, on the side where there is room. */
    void show(Optional<PatchFacts> facts, double x, double y) {
        setVisible(facts.isPresent());
        facts.ifPresent(shown -> {
            fill(shown);
            double width = prefWidth(-1);
            double height = prefHeight(width);
            Region area = (Region) getParent();
            double left = x + DISTANCE + width <= area.getWidth() ? x + DISTANCE : x - DISTANCE - width;
            double top = Math.max(8, Math.min(y + DISTANCE, area.getHeight() - height - 8));
            resizeRelocate(Math.rint(Math.max(8, left)), Math.rint(top), width, height);
        });
    }

    private void fill(PatchFacts facts) {
        title.setText(facts.title());
        rows.getChildren().clear();
        for (int i = 0; i < facts.rows().size(); i++) {
            Label name = new Label(facts.rows().get(i).name());
            name.getStyleClass().add("muted");
            Label value = new Label(facts.rows().get(i).value());
            value.getStyleClass().add("figure");
            rows.addRow(i, name, value);
        }
        applyCss();
    }
}
