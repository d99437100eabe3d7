package trimscope.app.viewer;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trimscope.app.canvas.ColorBar;

/** Beside the picture: whose attention the colours show, and the colours. */
final class Legend extends VBox {
    Legend(ObservableValue<String> whose, ColorBar colours) {
        getStyleClass().add("legend");
        Label words = new Label();
        words.setId("map-caption");
        words.getStyleClass().addAll("caption", "map-caption");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty().bind(whose);
        words.visibleProperty().bind(words.textProperty().isNotEmpty());
        words.managedProperty().bind(words.visibleProperty());
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(whose);
        words.setTooltip(tooltip);
        setVgrow(colours, Priority.ALWAYS);
        getChildren().addAll(words, colours);
    }
}
