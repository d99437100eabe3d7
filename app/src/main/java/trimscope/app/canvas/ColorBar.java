package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.WeightFormat;

/** The legend of a colour scale: title, bar with numbers, the mark of dropped patches, and what the range refers to. */
public final class ColorBar extends Region {
    private static final double BAR_WIDTH = 14;
    private static final double GAP = 8;
    private static final int STEPS = 256;
    private static final int MAX_LABELS = 5;

    private final Label title = new Label();
    private final ImageView bar = new ImageView();
    private final Region frame = new Region();
    private final List<Label> numbers = new ArrayList<>();
    private final HBox dropped;
    private final Label range = new Label();

    public ColorBar() {
        getStyleClass().add("color-bar");
        title.getStyleClass().add("color-bar-title");
        frame.getStyleClass().add("color-bar-frame");
        range.getStyleClass().addAll("caption");
        range.setWrapText(true);
        Label word = new Label("dropped");
        word.getStyleClass().add("color-bar-number");
        dropped = new HBox(6, new ImageView(Hatching.swatch(2)), word);
        dropped.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < MAX_LABELS; i++) {
            Label number = new Label();
            number.getStyleClass().add("color-bar-number");
            numbers.add(number);
        }
        bar.setSmooth(false);
        getChildren().addAll(title, frame, bar, dropped, range);
        getChildren().addAll(numbers);
        setPrefWidth(96);
    }

    /**
     * Shows the scale of a heatmap.
     *
     * @param quantity what the colours stand for
     * @param hint shown instead if there is no heatmap
     */
    public void show(Optional<HeatmapStyle> style, String quantity, String hint) {
        title.setText(quantity);
        range.setText(style.map(ColorBar::rangeText).orElse(hint));
        // As on the picture: what weighs little lets it show through.
        style.ifPresent(shown -> paint(
                position -> shown.argb(shown.scale().weight(position)),
                position -> WeightFormat.weight(shown.scale().weight(position))));
        setBarVisible(style.isPresent());
    }

    /**
     * Shows the scale of a difference.
     *
     * @param quantity what is subtracted from what
     * @param note what the range refers to, or what to do if there is no difference
     */
    public void showDifference(Optional<DifferenceStyle> style, String quantity, String note) {
        title.setText(quantity);
        range.setText(note);
        style.ifPresent(shown -> paint(
                position -> shown.argb(shown.difference(position)),
                position -> WeightFormat.signed(shown.difference(position))));
        setBarVisible(style.isPresent());
    }

    private void setBarVisible(boolean visible) {
        bar.setVisible(visible);
        frame.setVisible(visible);
        numbers.forEach(number -> number.setVisible(visible));
        requestLayout();
    }

    /** Colours and numbers by their place on the bar, 0 … 1 from below. */
    private void paint(DoubleToIntFunction argb, DoubleFunction<String> number) {
        WritableImage colors = new WritableImage(1, STEPS);
        for (int y = 0; y < STEPS; y++) {
            colors.getPixelWriter().setArgb(0, y, argb.applyAsInt((double) (STEPS - 1 - y) / (STEPS - 1)));
        }
        bar.setImage(colors);
        for (int i = 0; i < MAX_LABELS; i++) {
            numbers.get(i).setText(number.apply((double) i / (MAX_LABELS - 1)));
        }
    }

    private static String rangeText(HeatmapStyle style) {
        String text = "range: " + style.scale().extent().label();
        if (style.scale().curve() == ColorScale.Curve.LOG) {
            text += ", " + style.scale().curve().label();
        }
        return style.scale().percentile() < 100
                ? text + ", clipped at " + WeightFormat.weight(style.scale().percentile()) + " %"
                : text;
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double width = getWidth() - left - snappedRightInset();
        double top = snappedTopInset();
        title.resizeRelocate(left, top, width, title.prefHeight(width));
        double rangeHeight = range.prefHeight(width);
        double rangeTop = getHeight() - snappedBottomInset() - rangeHeight;
        range.resizeRelocate(left, rangeTop, width, rangeHeight);
        double droppedHeight = dropped.prefHeight(width);
        double droppedTop = rangeTop - GAP - droppedHeight;
        dropped.resizeRelocate(left, droppedTop, width, droppedHeight);

        double barTop = top + title.prefHeight(width) + GAP;
        double barHeight = Math.max(40, droppedTop - 2 * GAP - barTop);
        bar.setFitWidth(BAR_WIDTH);
        bar.setFitHeight(barHeight);
        bar.relocate(left, barTop);
        frame.resizeRelocate(left, barTop, BAR_WIDTH, barHeight);
        for (int i = 0; i < MAX_LABELS; i++) {
            Label number = numbers.get(i);
            double height = number.prefHeight(-1);
            double at = barTop + barHeight * (MAX_LABELS - 1 - i) / (MAX_LABELS - 1) - height / 2;
            // A short bar has room for fewer numbers: its ends, then its middle, then the quarters.
            number.setOpacity(i % step(barHeight, height) == 0 ? 1 : 0);
            double y = Math.max(barTop - 2, Math.min(barTop + barHeight - height + 2, at));
            number.resizeRelocate(left + BAR_WIDTH + GAP, y, width - BAR_WIDTH - GAP, height);
        }
    }

    private static int step(double barHeight, double lineHeight) {
        double lines = barHeight / lineHeight;
        return lines >= MAX_LABELS ? 1 : lines >= MAX_LABELS / 2 + 1 ? 2 : MAX_LABELS - 1;
    }
}
