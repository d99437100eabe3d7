package trimscope.app.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/** One line and marker shape a rule; every point can be pointed at, stepped to and opened. */
final class SweepChart extends Region {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final double LEFT = 64;
    private static final double RIGHT = 20;
    private static final double TOP = 12;
    private static final double BOTTOM = 44;
    private static final double MARKER = 10;
    /** How near the pointer must come to a point. */
    private static final double REACH = 14;
    /** Points nearer to each other than this share a read-out. */
    private static final double TOGETHER = 5;
    /** How far the rules stand from each other at one place of the horizontal axis. */
    private static final double ASIDE = 9;

    private final IntConsumer onChosen;
    private final IntConsumer onOpened;
    private final Map<Plot.Point, Region> markers = new LinkedHashMap<>();
    private final Map<Plot.Series, Polyline> lines = new LinkedHashMap<>();
    private final List<Line> grid = new ArrayList<>();
    private final List<Label> vertical = new ArrayList<>();
    private final List<Label> horizontal = new ArrayList<>();
    private final Line fullLine = new Line();
    private final Label fullName = styled("full run", "chart-axis");
    private final Label axisName = styled("", "chart-axis");
    private final Label readOut = styled("", "chart-read-out");
    private Optional<ChartFrame> frame = Optional.empty();
    private Optional<Plot.Point> chosen = Optional.empty();
    private Optional<Plot.Point> pointed = Optional.empty();

    /**
     * @param onChosen hears of the point, by its place in the sweep, that people stepped to or clicked
     * @param onOpened hears of the point that they clicked or pressed Enter on
     */
    SweepChart(IntConsumer onChosen, IntConsumer onOpened) {
        this.onChosen = onChosen;
        this.onOpened = onOpened;
        setId("sweep-chart");
        getStyleClass().add("sweep-chart");
        setFocusTraversable(true);
        setMinSize(240, 140);
        fullLine.getStyleClass().add("chart-mark");
        readOut.setMouseTransparent(true);
        readOut.setVisible(false);
        addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(nearest(event.getX(), event.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> point(Optional.empty()));
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            requestFocus();
            nearest(event.getX(), event.getY()).ifPresent(point -> {
                choose(point);
                onOpened.accept(point.index());
            });
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Style classes of a rule's colour and marker. */
    static List<String> look(int number) {
        return List.of("series-" + number % 8, "marker-" + number % 5);
    }

    void show(Plot plot) {
        frame = Optional.of(ChartFrame.of(plot));
        chosen = chosen.flatMap(before -> plot.point(before.index()));
        pointed = Optional.empty();
        rebuild(frame.get());
        requestLayout();
    }

    /** Marks a point by its place in the sweep. */
    void choose(int index) {
        frame.flatMap(shown -> shown.plot().point(index))
                .filter(point -> !Optional.of(point).equals(chosen))
                .ifPresent(this::choose);
    }

    private void choose(Plot.Point point) {
        chosen = Optional.of(point);
        onChosen.accept(point.index());
        showReadOut();
    }

    private void point(Optional<Plot.Point> at) {
        if (!at.equals(pointed)) {
            pointed = at;
            showReadOut();
        }
    }

    private void rebuild(ChartFrame shown) {
        Plot plot = shown.plot();
        markers.clear();
        lines.clear();
        grid.clear();
        vertical.clear();
        horizontal.clear();
        for (double value : shown.verticalMarks()) {
            grid.add(lineOf("chart-grid-line"));
            vertical.add(styled(shown.verticalText(value), "chart-axis"));
        }
        for (double place : shown.horizontalMarks()) {
            horizontal.add(styled(String.format(Locale.ROOT, "%.0f %%", 100 * place), "chart-axis"));
        }
        for (Plot.Series series : plot.series()) {
            Polyline line = new Polyline();
            line.getStyleClass().addAll("chart-curve", look(series.number()).get(0));
            lines.put(series, line);
            for (Plot.Point point : series.points()) {
                Region marker = new Region();
                marker.setId("point-" + point.index());
                marker.getStyleClass().add("sweep-marker");
                marker.getStyleClass().addAll(look(series.number()));
                markers.put(point, marker);
            }
        }
        axisName.setText(plot.axis().label());
        List<Node> all = new ArrayList<>(grid);
        all.addAll(vertical);
        all.addAll(horizontal);
        all.addAll(List.of(axisName, fullLine, fullName));
        all.addAll(lines.values());
        all.addAll(markers.values());
        all.add(readOut);
        getChildren().setAll(all);
        showReadOut();
    }

    private void showReadOut() {
        Optional<Plot.Point> told = pointed.or(() -> chosen);
        markers.forEach((point, marker) -> marker.pseudoClassStateChanged(
                CHOSEN, told.map(Plot.Point::index).equals(Optional.of(point.index()))));
        readOut.setVisible(told.isPresent() && frame.isPresent());
        told.ifPresent(point -> {
            Measure measure = frame.orElseThrow().plot().measure();
            String words =
                    together(point).stream().map(each -> each.words(measure)).collect(Collectors.joining("\n"));
            readOut.setText(words);
            setAccessibleText(words);
        });
        requestLayout();
    }

    /** The point and all that lie on it. */
    private List<Plot.Point> together(Plot.Point point) {
        return markers.keySet().stream()
                .filter(other -> Math.hypot(x(other) - x(point), y(other) - y(point)) <= TOGETHER)
                .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                .toList();
    }

    private Optional<Plot.Point> nearest(double x, double y) {
        return markers.keySet().stream()
                .filter(point -> Math.hypot(x(point) - x, y(point) - y) <= REACH)
                .min((a, b) -> Double.compare(Math.hypot(x(a) - x, y(a) - y), Math.hypot(x(b) - x, y(b) - y)));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case LEFT -> step(1, 0);
            case RIGHT -> step(-1, 0);
            case UP -> step(0, -1);
            case DOWN -> step(0, 1);
            case ENTER, SPACE -> chosen.ifPresent(point -> onOpened.accept(point.index()));
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Steps along a rule's points, which fall to the left, or to another rule; the first step leads to the first point. */
    private void step(int along, int rules) {
        frame.map(ChartFrame::plot)
                .filter(plot -> !plot.series().isEmpty())
                .ifPresent(plot -> choose(chosen.map(point -> plot.step(point, along, rules))
                        .orElseGet(() -> plot.points().get(0))));
    }

    private double x(Plot.Point point) {
        ChartFrame shown = frame.orElseThrow();
        return xAt(shown.along(point.along(shown.plot().axis()))) + aside(point);
    }

    /** Rules stand a little beside each other, since at one ratio they often have the same value. */
    private double aside(Plot.Point point) {
        Plot plot = frame.orElseThrow().plot();
        return (plot.rule(point) - (plot.series().size() - 1) / 2.0) * ASIDE;
    }

    private double y(Plot.Point point) {
        return yAt(frame.orElseThrow().up(point.value()));
    }

    private double xAt(double along) {
        return LEFT + along * (getWidth() - LEFT - RIGHT);
    }

    private double yAt(double up) {
        return TOP + (1 - up) * (getHeight() - TOP - BOTTOM);
    }

    @Override
    protected void layoutChildren() {
        frame.ifPresent(this::layOut);
    }

    private void layOut(ChartFrame shown) {
        double right = getWidth() - RIGHT;
        double bottom = getHeight() - BOTTOM;
        List<Double> values = shown.verticalMarks();
        for (int i = 0; i < grid.size(); i++) {
            double y = Math.rint(yAt(shown.up(values.get(i)))) + 0.5;
            place(grid.get(i), LEFT, y, right, y);
            Label label = vertical.get(i);
            label.autosize();
            label.relocate(LEFT - 8 - label.getWidth(), Math.rint(y - label.getHeight() / 2));
        }
        List<Double> places = shown.horizontalMarks();
        for (int i = 0; i < horizontal.size(); i++) {
            Label label = horizontal.get(i);
            label.autosize();
            label.relocate(Math.rint(xAt(shown.along(places.get(i))) - label.getWidth() / 2), bottom + 6);
        }
        axisName.autosize();
        axisName.relocate(Math.rint((LEFT + right - axisName.getWidth()) / 2), bottom + 24);
        boolean full = shown.plot().full().isPresent();
        fullLine.setVisible(full);
        fullName.setVisible(full);
        if (full) {
            double y = Math.rint(yAt(shown.up(shown.plot().full().getAsDouble()))) + 0.5;
            place(fullLine, LEFT, y, right, y);
            fullName.autosize();
            fullName.relocate(LEFT + 4, y + 2);
        }
        lines.forEach((series, line) -> line.getPoints()
                .setAll(series.points().stream()
                        .flatMap(point -> List.of(x(point), y(point)).stream())
                        .toList()));
        markers.forEach(
                (point, marker) -> marker.resizeRelocate(x(point) - MARKER / 2, y(point) - MARKER / 2, MARKER, MARKER));
        pointed.or(() -> chosen).ifPresent(this::placeReadOut);
    }

    /** Beside the point, on the side where there is room. */
    private void placeReadOut(Plot.Point point) {
        readOut.autosize();
        double x = x(point) + MARKER;
        double beside = x + readOut.getWidth() > getWidth() ? x(point) - MARKER - readOut.getWidth() : x;
        double y = Math.min(y(point) + MARKER, getHeight() - readOut.getHeight());
        readOut.relocate(Math.rint(Math.max(0, beside)), Math.rint(y));
    }

    private static void place(Line line, double x0, double y0, double x1, double y1) {
        line.setStartX(x0);
        line.setStartY(y0);
        line.setEndX(x1);
        line.setEndY(y1);
    }

    private static Line lineOf(String style) {
        Line line = new Line();
        line.getStyleClass().add(style);
        return line;
    }

    private static Label styled(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
