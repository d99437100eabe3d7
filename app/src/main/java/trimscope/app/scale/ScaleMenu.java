package trimscope.app.scale;

import atlantafx.base.theme.Styles;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.core.overlay.ColorScale;

/** How weights become colours, said in a word; the settings open above it and stay while they are tried out. */
public final class ScaleMenu extends Button {
    private final PopOver settings;
    private final Node bar;

    /**
     * The scale of some maps.
     *
     * @param ranges the commands that take the ends of the colours from something else
     * @param bar stands for this button where it is folded into a menu
     */
    public ScaleMenu(String id, HeatmapScale scale, Function<ColorScale.Extent, Command> ranges, Node bar) {
        this.bar = bar;
        setId(id);
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        setGraphic(new FontIcon(Feather.SLIDERS));
        setTooltip(new Tooltip("Scale of the heatmap; Ctrl and wheel change its opacity"));
        textProperty()
                .bind(scale.lookProperty()
                        .map(look -> look.curve().label()
                                + (scale.extent() == scale.extents().get(0)
                                        ? ""
                                        : " · " + scale.extent().label())));
        settings = new PopOver(new ScaleSettings(scale, ranges));
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
