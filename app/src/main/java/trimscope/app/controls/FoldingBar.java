package trimscope.app.controls;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Controls in a line; those at the end that have no room are lines of a menu instead, which the arrow keys walk. */
public class FoldingBar extends Region {
    private static final double GAP = 4;

    private final List<Node> items = new ArrayList<>();
    /** Widths as last seen: what is folded has no style that tells its width. */
    private final Map<Node, Double> widths = new HashMap<>();

    private final MenuButton more = new MenuButton("", new FontIcon(Feather.MORE_HORIZONTAL));
    private int shown;

    protected FoldingBar() {
        more.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "more");
        more.setTooltip(new Tooltip("What has no room in this bar"));
        more.setAccessibleText("More of this bar");
        more.setOnShowing(event -> more.getItems().setAll(FoldedItems.of(items.subList(shown, items.size()))));
    }

    /** Adds controls and separators at the end. */
    protected final void add(Node... added) {
        for (Node item : added) {
            items.add(item);
            if (item instanceof Labeled labeled) {
                labeled.fontProperty().addListener(source -> unfold());
            }
        }
        unfold();
    }

    /** Shows everything until the next layout finds out what has room. */
    private void unfold() {
        show(items.size());
        requestLayout();
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides() + more.prefWidth(-1);
    }

    @Override
    protected double computePrefWidth(double height) {
        measure();
        return sides() + width(items.size());
    }

    @Override
    protected double computePrefHeight(double width) {
        double line =
                items.stream().mapToDouble(item -> item.prefHeight(-1)).max().orElse(0);
        return snappedTopInset() + line + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        measure();
        double room = getWidth() - sides();
        show(width(items.size()) <= room + 0.5 ? items.size() : fitting(room - GAP - more.prefWidth(-1)));
        double x = snappedLeftInset();
        double height = getHeight() - snappedTopInset() - snappedBottomInset();
        for (Node child : getChildren()) {
            double width = snapSizeX(child.prefWidth(-1));
            layoutInArea(child, x, snappedTopInset(), width, height, 0, HPos.CENTER, VPos.CENTER);
            x += width + GAP;
        }
    }

    private void measure() {
        items.subList(0, shown).forEach(item -> widths.put(item, snapSizeX(item.prefWidth(-1))));
    }

    /** How many items have room; a separator is never the last of them. */
    private int fitting(double room) {
        int count = 0;
        while (count < items.size() && width(count + 1) <= room) {
            count++;
        }
        while (count > 0 && items.get(count - 1) instanceof Separator) {
            count--;
        }
        return count;
    }

    private void show(int count) {
        List<Node> children = new ArrayList<>(items.subList(0, count));
        if (count < items.size()) {
            children.add(more);
        }
        shown = count;
        if (!getChildren().equals(children)) {
            getChildren().setAll(children);
            applyCss();
        }
    }

    /** Width of the first items with the gaps between them. */
    private double width(int count) {
        return items.stream()
                        .limit(count)
                        .mapToDouble(item -> widths.getOrDefault(item, 0.0))
                        .sum()
                + GAP * Math.max(0, count - 1);
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
