package trimscope.app.controls;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A pane's name in small capitals, with what belongs to the pane as a whole at the right, or in lines of its own where the
 * pane is narrow.
 */
public final class SectionHeader extends Pane {
    private static final double GAP = 8;

    private final Label title;

    public SectionHeader(String name, Node... atRight) {
        getStyleClass().add("section-header");
        title = new Label(name.toUpperCase(Locale.ROOT));
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().add(title);
        getChildren().addAll(atRight);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides()
                + getManagedChildren().stream()
                        .mapToDouble(node -> node.minWidth(-1))
                        .max()
                        .orElse(0);
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + oneLine();
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? oneLine() : width - sides();
        double line = line();
        double more = fits(room)
                ? 0
                : items().stream().mapToDouble(node -> height(node, room)).max().orElse(0);
        return snappedTopInset() + line + more + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double room = getWidth() - sides();
        boolean fits = fits(room);
        double below = getHeight() - snappedTopInset() - snappedBottomInset();
        double first = fits ? below : line();
        layoutInArea(title, left, snappedTopInset(), room, first, 0, HPos.LEFT, VPos.CENTER);
        double x = left + Math.max(0, room - width(items()));
        double top = fits ? snappedTopInset() : snappedTopInset() + first;
        for (Node item : items()) {
            double width = Math.min(room, item.prefWidth(-1));
            layoutInArea(item, x, top, width, fits ? first : below - first, 0, HPos.LEFT, VPos.CENTER);
            x += width + GAP;
        }
    }

    private List<Node> items() {
        return getManagedChildren().stream().filter(node -> node != title).toList();
    }

    private boolean fits(double room) {
        return oneLine() <= room + 0.5;
    }

    private double oneLine() {
        return width(getManagedChildren());
    }

    private static double width(List<Node> nodes) {
        return nodes.stream().mapToDouble(node -> node.prefWidth(-1)).sum() + GAP * Math.max(0, nodes.size() - 1);
    }

    private double line() {
        double lowest = snapSizeY(getMinHeight()) - snappedTopInset() - snappedBottomInset();
        return Math.max(lowest, title.prefHeight(-1));
    }

    private static double height(Node node, double room) {
        return node.prefHeight(Math.min(room, node.prefWidth(-1)));
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
