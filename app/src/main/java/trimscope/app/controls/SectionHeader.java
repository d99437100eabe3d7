package trimscope.app.controls;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A pane's name in small capitals, with what belongs to the pane as a whole at the right. */
public final class SectionHeader extends HBox {
    public SectionHeader(String name, Node... atRight) {
        super(8);
        getStyleClass().add("section-header");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label(name.toUpperCase(Locale.ROOT));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(title, space);
        getChildren().addAll(atRight);
    }
}
