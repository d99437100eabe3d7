package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How weights become colours, said in a word; the settings open above it and stay while they are tried out. */
final class ScaleMenu extends Button {
    private final PopOver settings;
    private final Node bar;

    /**
     * @param bar stands for this button where it is folded into a menu
     */
    ScaleMenu(ViewerModel model, ViewerCommands commands, Node bar) {
        this.bar = bar;
        setId("scale");
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        setGraphic(new FontIcon(Feather.SLIDERS));
        setTooltip(new Tooltip("Scale of the heatmap; Ctrl and wheel change its opacity"));
        textProperty()
                .bind(model.lookProperty()
                        .map(look -> look.range().equals(HeatmapLook.Range.MAP)
                                ? look.curve().label()
                                : look.curve().label() + " · "
                                        + look.range().extent().label()));
        settings = new PopOver(new ScaleSettings(model, commands));
        settings.getStyleClass().add("scale-settings-window");
        settings.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        settings.setDetachable(false);
        settings.setAnimated(false);
        settings.setArrowSize(8);
        settings.setCornerRadius(6);
        setOnAction(event -> toggle());
    }

    private void toggle() {
        if (settings.isShowing()) {
            settings.hide();
            return;
        }
        Node anchor = getScene() == null ? bar : this;
        Bounds place = anchor.localToScreen(anchor.getBoundsInLocal());
        settings.show(anchor, place.getCenterX(), place.getMinY());
    }
}
