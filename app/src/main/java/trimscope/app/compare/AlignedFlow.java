package trimscope.app.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The words of two answers in lines, the names of the rows before each line. Only what can be seen is there as nodes, so that an answer
 * of any length is as quick as a short one.
 */
final class AlignedFlow extends Region {
    private static final double GAP_ACROSS = 2;
    private static final double GAP_DOWN = 8;
    private static final List<String> SIDES = List.of("A", "B");
    private static final List<String> FIGURES = List.of("p, A", "p, B", "KL");

    private final IntConsumer select;
    private final CellWidths widths = new CellWidths();
    private final Map<Integer, CellView> views = new HashMap<>();
    private final List<VBox> names = new ArrayList<>();
    private AlignedAnswers answers = AlignedAnswers.NONE;
    private Function<AlignedCell, Optional<CellFigures>> figures = cell -> Optional.empty();
    private OptionalInt selected = OptionalInt.empty();
    private Lines lines = Lines.NONE;
    private double seenFrom;
    private double seenTo;

    /**
     * Where all cells stand.
     *
     * @param width for which that holds
     * @param cells the place of each
     */
    private record Lines(double width, List<Place> cells) {
        static final Lines NONE = new Lines(-1, List.of());

        int count() {
            return cells.isEmpty() ? 0 : cells.get(cells.size() - 1).line() + 1;
        }
    }

    private record Place(int line, double x) {}

    /** @param select takes the number of a cell that was clicked */
    AlignedFlow(IntConsumer select) {
        this.select = select;
        getStyleClass().add("aligned-flow");
        names.add(names());
        getChildren().add(names.get(0));
        widths.follow(names.get(0), this::startOver);
    }

    void show(AlignedAnswers next) {
        answers = next;
        views.clear();
        startOver();
    }

    void showFigures(Function<AlignedCell, Optional<CellFigures>> known) {
        figures = known;
        views.values().forEach(view -> view.setFigures(figures.apply(view.cell())));
    }

    void showSelected(OptionalInt cell) {
        markSelected(false);
        selected = cell;
        markSelected(true);
    }

    private void markSelected(boolean now) {
        if (selected.isPresent()) {
            Optional.ofNullable(views.get(selected.getAsInt())).ifPresent(view -> view.setSelected(now));
        }
    }

    /** Tells which part can be seen, from above. */
    void see(double from, double to) {
        if (from == seenFrom && to == seenTo) {
            return;
        }
        seenFrom = from;
        seenTo = to;
        requestLayout();
    }

    /** Where a cell stands, whether it can be seen or not. */
    Bounds place(int cell) {
        arrange(getWidth());
        Place place = lines.cells().get(cell);
        return new BoundingBox(place.x(), top(place.line()), width(cell), lineHeight());
    }

    private void startOver() {
        lines = Lines.NONE;
        requestLayout();
    }

    private void arrange(double width) {
        if (lines.width() == width) {
            return;
        }
        List<Place> places = new ArrayList<>();
        double first = snappedLeftInset() + snapSizeX(names.get(0).prefWidth(-1)) + GAP_ACROSS;
        double at = first;
        int line = 0;
        for (int cell = 0; cell < answers.cells().size(); cell++) {
            if (at > first && at + width(cell) > width - snappedRightInset()) {
                at = first;
                line++;
            }
            places.add(new Place(line, at));
            at += width(cell) + GAP_ACROSS;
        }
        lines = new Lines(width, places);
    }

    private double width(int cell) {
        return snapSizeX(widths.of(answers.cells().get(cell)));
    }

    private double lineHeight() {
        return snapSizeY(names.get(0).prefHeight(-1));
    }

    private double top(int line) {
        return snappedTopInset() + line * (lineHeight() + GAP_DOWN);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        arrange(width < 0 ? getWidth() : width);
        return top(lines.count()) + snappedBottomInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        arrange(getWidth());
        Map<Node, Bounds> places = new HashMap<>();
        Set<Node> seen = new LinkedHashSet<>();
        double namesWidth = snapSizeX(names.get(0).prefWidth(-1));
        for (int line = 0; line < lines.count(); line++) {
            if (isSeen(line)) {
                Node name = names(line);
                seen.add(name);
                places.put(name, new BoundingBox(snappedLeftInset(), top(line), namesWidth, lineHeight()));
            }
        }
        for (int cell = 0; cell < answers.cells().size(); cell++) {
            if (isSeen(lines.cells().get(cell).line())) {
                Node view = view(cell);
                seen.add(view);
                places.put(view, place(cell));
            }
        }
        // The first names measure all lines, seen or not.
        seen.add(names.get(0));
        names.get(0).setVisible(places.containsKey(names.get(0)));
        if (!getChildren().equals(List.copyOf(seen))) {
            getChildren().setAll(seen);
            applyCss();
        }
        places.forEach((node, place) ->
                node.resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight()));
    }

    private boolean isSeen(int line) {
        return top(line + 1) > seenFrom && top(line) < seenTo;
    }

    private CellView view(int cell) {
        @Nullable CellView known = views.get(cell);
        if (known != null) {
            return known;
        }
        boolean parting = answers.firstDivergence().equals(OptionalInt.of(cell));
        CellView view = new CellView(answers.cells().get(cell), parting, () -> select.accept(cell));
        view.setFigures(figures.apply(view.cell()));
        view.setSelected(selected.equals(OptionalInt.of(cell)));
        views.put(cell, view);
        return view;
    }

    private Node names(int line) {
        while (names.size() <= line) {
            names.add(names());
        }
        return names.get(line);
    }

    private static VBox names() {
        VBox names = new VBox();
        names.getStyleClass().addAll("aligned-cell", "aligned-names");
        SIDES.forEach(side -> names.getChildren().add(name(side, "aligned-nothing")));
        FIGURES.forEach(figure -> names.getChildren().add(name(figure, "aligned-figure")));
        return names;
    }

    private static Label name(String text, String style) {
        Label name = new Label(text);
        name.getStyleClass().add(style);
        return name;
    }
}
