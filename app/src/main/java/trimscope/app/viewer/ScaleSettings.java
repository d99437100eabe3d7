package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.RangeSlider;
import org.controlsfx.control.SegmentedButton;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.WeightFormat;

/** The scale of the heatmap: linear or logarithmic, its two ends, clipped, held from map to map, smooth. */
final class ScaleSettings extends VBox {
    private static final double CLIPPED = 99;

    private final ViewerModel model;
    private final RangeSlider range = new RangeSlider(0, 1, 0, 1);
    private final Label ends = new Label();
    private final CheckBox clip = new CheckBox("clip the heaviest 1 %");
    private final CheckBox hold = new CheckBox("hold this range for other maps");
    private final CheckBox smooth = new CheckBox("smooth between patches");
    private boolean following;

    ScaleSettings(ViewerModel model) {
        super(8);
        this.model = model;
        getStyleClass().add("scale-settings");
        range.setId("colour-range");
        range.setAccessibleText("Lowest and highest weight of the colours");
        ends.setId("colour-range-ends");
        ends.getStyleClass().add("figure");
        clip.setOnAction(event -> model.look(look -> look.withPercentile(clip.isSelected() ? CLIPPED : 100)));
        hold.setId("hold-range");
        hold.setOnAction(event -> model.holdRange(hold.isSelected()));
        smooth.setOnAction(event -> model.look(look -> look.withSmooth(smooth.isSelected())));
        Button reset = new Button("as at the start");
        reset.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        reset.setOnAction(event -> model.look(look -> HeatmapLook.DEFAULT.withTable(look.table())));
        getChildren().addAll(line("scale", curves()), line("range", ends), range, clip, hold, smooth, reset);
        range.lowValueProperty().addListener(source -> rangeMoved());
        range.highValueProperty().addListener(source -> rangeMoved());
        model.lookProperty().subscribe(look -> show());
        model.shownMapProperty().subscribe(map -> show());
    }

    private Node curves() {
        SegmentedButton curves = new SegmentedButton();
        for (ColorScale.Curve curve : ColorScale.Curve.values()) {
            ToggleButton button = new ToggleButton(curve.label());
            button.getStyleClass().add("segment");
            button.setOnAction(event -> {
                button.setSelected(true);
                model.look(look -> look.withCurve(curve));
            });
            model.lookProperty().subscribe(look -> button.setSelected(look.curve() == curve));
            curves.getButtons().add(button);
        }
        return curves;
    }

    private static Node line(String name, Node value) {
        Label label = new Label(name);
        label.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, label, space, value);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void rangeMoved() {
        if (!following && range.getLowValue() < range.getHighValue()) {
            model.range(range.getLowValue(), range.getHighValue());
        }
    }

    private void show() {
        HeatmapLook look = model.lookProperty().get();
        clip.setSelected(look.percentile() < 100);
        hold.setSelected(look.held().isPresent());
        smooth.setSelected(look.smooth());
        Optional<ColorScale> automatic = model.automaticScale();
        range.setDisable(automatic.isEmpty());
        automatic.ifPresent(whole -> showRange(whole, look.held().orElse(whole)));
    }

    private void showRange(ColorScale whole, ColorScale shown) {
        ends.setText(WeightFormat.weight(shown.minimum()) + " – " + WeightFormat.weight(shown.maximum()));
        following = true;
        range.setLowValue(0);
        range.setHighValue(whole.position(shown.maximum()));
        range.setLowValue(whole.position(shown.minimum()));
        following = false;
    }
}
