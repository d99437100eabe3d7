package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import trimscope.core.overlay.ColorTable;

/** The switches below the picture: overlays, colours, zoom. */
final class OverlayBar extends HBox {
    OverlayBar(ViewerModel model, BooleanProperty brush, Runnable fit, ObservableValue<String> caption) {
        super(4);
        getStyleClass().add("overlay-bar");
        setAlignment(Pos.CENTER_LEFT);
        for (Overlay overlay : Overlay.values()) {
            getChildren().add(toggle(model, overlay));
        }
        Button fitting = new Button("Fit", key("0"));
        fitting.setId("fit");
        fitting.setMinWidth(USE_PREF_SIZE);
        fitting.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        fitting.setTooltip(new Tooltip("Shows the whole picture (0); 1 shows it one to one"));
        fitting.setOnAction(event -> fit.run());
        Label words = new Label();
        words.getStyleClass().add("caption");
        words.textProperty().bind(caption);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(new Separator(Orientation.VERTICAL), brushToggle(brush));
        getChildren().addAll(new Separator(Orientation.VERTICAL), colours(model), new ScaleMenu(model), fitting, words);
    }

    private static ToggleButton toggle(ViewerModel model, Overlay overlay) {
        ToggleButton button = new ToggleButton(overlay.label(), key(overlay.letter()));
        button.setId("overlay-" + overlay.letter());
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "overlay-toggle");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip(overlay.hint() + " (" + overlay.letter() + ")"));
        button.setSelected(model.overlays().contains(overlay));
        button.setOnAction(event -> model.toggle(overlay));
        model.overlays().addListener((SetChangeListener<Overlay>)
                change -> button.setSelected(model.overlays().contains(overlay)));
        return button;
    }

    private static ToggleButton brushToggle(BooleanProperty brush) {
        ToggleButton button = new ToggleButton("Brush", key("B"));
        button.setId("brush");
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "overlay-toggle");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(
                new Tooltip("Selects patches by painting, also with B held; dragging with shift selects a frame"));
        button.selectedProperty().bindBidirectional(brush);
        return button;
    }

    private static MenuButton colours(ViewerModel model) {
        MenuButton menu = new MenuButton();
        menu.setId("colour-table");
        menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        menu.setMinWidth(USE_PREF_SIZE);
        menu.textProperty().bind(model.lookProperty().map(look -> look.table().label()));
        menu.setTooltip(new Tooltip("Colours of the heatmap"));
        for (ColorTable table : ColorTable.values()) {
            MenuItem item = new MenuItem(table.label());
            item.setOnAction(event -> model.look(look -> look.withTable(table)));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static Label key(String letter) {
        Label key = new Label(letter);
        key.getStyleClass().add("key");
        return key;
    }
}
