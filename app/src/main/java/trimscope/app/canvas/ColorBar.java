package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.WeightFormat;

/** The legend of a colour scale: title, bar with numbers, the mark of dropped patches, and what the range refers to. */
public final class ColorBar extends Region {
    private static final double BAR_WIDTH = 14;
    private static final double GAP = 8;
    private static final double LOWEST_BAR = 24;
    private static final int STEPS = 256;
    private static final int MAX_LABELS = 5;
    private static final double MARK = 13;
    /** Height of a number with the room around it, in lines. */
    private static final double AIR = 1.25;

    private final Label title = new Label();
    private final ImageView bar = new ImageView();
    private final Region frame = new Region();
    private final List<Label> numbers = new ArrayList<>();
    private final HBox classTokens = mark(ClassBadges.swatch(MARK), "class token");
    private final HBox sinks = mark(Cross.swatch(MARK), "sink");
    private final Label range = new Label();
    private final Label note = new Label();
    private final VBox foot;
    private Region head = title;

    public ColorBar() {
        getStyleClass().add("color-bar");
        title.getStyleClass().add("color-bar-title");
        frame.getStyleClass().add("color-bar-frame");
        range.getStyleClass().addAll("caption");
        range.setWrapText(true);
        note.getStyleClass().addAll("caption");
        note.setWrapText(true);
        foot = new VBox(4, mark(new ImageView(Hatching.swatch(2)), "dropped"), classTokens, sinks, range, note);
        showMarks(false, false);
        showNote("");
        for (int i = 0; i < MAX_LABELS; i++) {
            Label number = new Label();
            number.getStyleClass().add("color-bar-number");
            numbers.add(number);
        }
        bar.setSmooth(false);
        getChildren().addAll(title, frame, bar, foot);
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

    /** Has something else in place of the title say what the colours stand for. */
    public void setHead(Region node) {
        getChildren().set(getChildren().indexOf(head), node);
        head = node;
    }

    /** What else the legend explains. */
    public void showMarks(boolean ofClassTokens, boolean ofSinks) {
        set(classTokens, ofClassTokens);
        set(sinks, ofSinks);
    }

    /** What was done to the numbers, in a few words; empty for nothing. */
    public void showNote(String words) {
        note.setText(words);
        set(note, !words.isEmpty());
    }

    private void set(Node line, boolean shown) {
        line.setVisible(shown);
        line.setManaged(shown);
        requestLayout();
    }

    private static HBox mark(Node swatch, String name) {
        Label word = new Label(name);
        word.getStyleClass().add("color-bar-number");
        HBox line = new HBox(6, swatch, word);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
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
        head.resizeRelocate(left, top, Math.min(width, head.prefWidth(-1)), head.prefHeight(width));
        double footHeight = foot.prefHeight(width);
        double footTop = getHeight() - snappedBottomInset() - footHeight;
        foot.resizeRelocate(left, footTop, width, footHeight);

        // On whole pixels: beside them the frame would shine through.
        double barTop = Math.rint(top + head.prefHeight(width) + GAP);
        double room = footTop - 2 * GAP - barTop;
        // The numbers come first: where there is no room for both, the marks explain nothing that they cover.
        boolean both = room >= LOWEST_BAR || !bar.isVisible();
        foot.setVisible(both);
        double barHeight = Math.rint(both ? room : getHeight() - snappedBottomInset() - barTop);
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
        double lines = barHeight / (AIR * lineHeight);
        return lines >= MAX_LABELS ? 1 : lines >= MAX_LABELS / 2 + 1 ? 2 : MAX_LABELS - 1;
    }
}
