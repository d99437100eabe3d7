package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import trimscope.core.overlay.ColorScale;

/** How weights become colours: linear or logarithmic, clipped, held from map to map, smooth. */
final class ScaleMenu extends MenuButton {
    private static final double CLIPPED = 99;

    ScaleMenu(ViewerModel model) {
        setId("scale");
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip("Scale of the heatmap; Ctrl and wheel change its opacity"));
        textProperty()
                .bind(model.lookProperty()
                        .map(look -> look.held().isPresent()
                                ? "range held"
                                : look.curve().label()));
        ToggleGroup curves = new ToggleGroup();
        for (ColorScale.Curve curve : ColorScale.Curve.values()) {
            RadioMenuItem item = new RadioMenuItem(curve.label());
            item.setToggleGroup(curves);
            item.setOnAction(event -> model.look(look -> look.withCurve(curve)));
            model.lookProperty().subscribe(look -> item.setSelected(look.curve() == curve));
            getItems().add(item);
        }
        CheckMenuItem clip = new CheckMenuItem("clip the heaviest 1 %");
        clip.setOnAction(event -> model.look(look -> look.withPercentile(clip.isSelected() ? CLIPPED : 100)));
        CheckMenuItem hold = new CheckMenuItem("hold this range for other maps");
        hold.setOnAction(event -> model.holdRange(hold.isSelected()));
        CheckMenuItem smooth = new CheckMenuItem("smooth between patches");
        smooth.setOnAction(event -> model.look(look -> look.withSmooth(smooth.isSelected())));
        model.lookProperty().subscribe(look -> {
            clip.setSelected(look.percentile() < 100);
            hold.setSelected(look.held().isPresent());
            smooth.setSelected(look.smooth());
        });
        MenuItem reset = new MenuItem("as at the start");
        reset.setOnAction(event -> model.look(look -> HeatmapLook.DEFAULT.withTable(look.table())));
        getItems().addAll(new SeparatorMenuItem(), clip, hold, smooth, new SeparatorMenuItem(), reset);
    }
}
