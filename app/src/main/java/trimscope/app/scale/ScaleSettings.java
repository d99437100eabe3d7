package trimscope.app.scale;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
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
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.WeightFormat;

/** The scale of the heatmap: linear or logarithmic, its two ends and what they are taken from, clipped, smooth. */
final class ScaleSettings extends VBox {
    private final HeatmapScale scale;
    private final RangeSlider range = new RangeSlider(0, 1, 0, 1);
    private final Label ends = new Label();
    private final CheckBox clip = new CheckBox("clip the heaviest 1 %");
    private final CheckBox smooth = new CheckBox("smooth between patches");
    private boolean following;

    ScaleSettings(HeatmapScale scale, Function<ColorScale.Extent, Command> commands) {
        super(8);
        this.scale = scale;
        getStyleClass().add("scale-settings");
        range.setId("colour-range");
        range.setAccessibleText("Lowest and highest weight of the colours");
        ends.setId("colour-range-ends");
        ends.getStyleClass().add("figure");
        clip.setOnAction(event -> scale.change(look -> look.withClipped(clip.isSelected())));
        smooth.setOnAction(event -> scale.change(look -> look.withSmooth(smooth.isSelected())));
        Button reset = new Button("as at the start");
        reset.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        reset.setOnAction(event -> scale.change(look -> HeatmapLook.DEFAULT.withTable(look.table())));
        getChildren()
                .addAll(
                        line("scale", curves()),
                        line("range", ranges(commands)),
                        line("", ends),
                        range,
                        clip,
                        smooth,
                        reset);
        range.lowValueProperty().addListener(source -> rangeMoved());
        range.highValueProperty().addListener(source -> rangeMoved());
        scale.follow(this::show);
    }

    private Node curves() {
        SegmentedButton curves = new SegmentedButton();
        for (ColorScale.Curve curve : ColorScale.Curve.values()) {
            ToggleButton button = new ToggleButton(curve.label());
            button.getStyleClass().add("segment");
            button.setOnAction(event -> {
                button.setSelected(true);
                scale.change(look -> look.withCurve(curve));
            });
            scale.lookProperty().subscribe(look -> button.setSelected(look.curve() == curve));
            curves.getButtons().add(button);
        }
        return curves;
    }

    private Node ranges(Function<ColorScale.Extent, Command> commands) {
        SegmentedButton ranges = new SegmentedButton();
        for (ColorScale.Extent extent : scale.extents()) {
            ToggleButton button = new ToggleButton(extent.label());
            button.setId("range-" + extent.name().toLowerCase(Locale.ROOT));
            button.getStyleClass().add("segment");
            CommandControls.bind(button, commands.apply(extent), hint(extent));
            scale.lookProperty().subscribe(look -> button.setSelected(scale.extent() == extent));
            button.selectedProperty().addListener(source -> button.setSelected(scale.extent() == extent));
            ranges.getButtons().add(button);
        }
        return ranges;
    }

    private static String hint(ColorScale.Extent extent) {
        return switch (extent) {
            case MAP -> "Each map has its own ends";
            case RUN ->
                "All of the answer's words share their ends at these layers and heads, so that they can be compared";
            case PAIR -> "Two runs share their ends";
            case FIXED -> "The ends stay as they are, whatever is shown";
        };
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
            scale.range(range.getLowValue(), range.getHighValue());
        }
    }

    private void show() {
        HeatmapLook look = scale.look();
        clip.setSelected(look.isClipped());
        smooth.setSelected(look.smooth());
        Optional<ColorScale> automatic = scale.automatic();
        range.setDisable(automatic.isEmpty());
        automatic.ifPresent(whole -> showRange(whole, scale.shown().orElse(whole)));
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
