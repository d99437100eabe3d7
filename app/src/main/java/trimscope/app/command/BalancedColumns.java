package trimscope.app.command;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * Blocks below each other in as many columns as there is room for, in their order, so that the longest column is as short as can
 * be.
 */
final class BalancedColumns extends Region {
    private static final double BETWEEN_COLUMNS = 20;
    private static final double BETWEEN_BLOCKS = 12;

    private final int most;

    /**
     * @param most columns, however much room there is
     */
    BalancedColumns(int most, List<? extends Node> blocks) {
        this.most = most;
        getChildren().setAll(blocks);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides() + together(columns(1));
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + together(columns(most));
    }

    @Override
    protected double computePrefHeight(double width) {
        List<List<Node>> columns = width < 0 ? columns(most) : fitting(width);
        return snappedTopInset()
                + columns.stream().mapToDouble(BalancedColumns::height).max().orElse(0)
                + snappedBottomInset();
    }

    @Override
    protected void layoutChildren() {
        List<List<Node>> columns = fitting(getWidth());
        double spare = Math.max(0, getWidth() - sides() - together(columns)) / columns.size();
        double x = snappedLeftInset();
        for (List<Node> column : columns) {
            double width = snapPositionX(width(column) + spare);
            double y = snappedTopInset();
            for (Node block : column) {
                block.resizeRelocate(x, y, width, block.prefHeight(-1));
                y += block.prefHeight(-1) + BETWEEN_BLOCKS;
            }
            x += width + BETWEEN_COLUMNS;
        }
    }

    private List<List<Node>> fitting(double width) {
        for (int count = most; count > 1; count--) {
            List<List<Node>> columns = columns(count);
            if (sides() + together(columns) <= width + 0.5) {
                return columns;
            }
        }
        return columns(1);
    }

    /** The blocks in at most so many columns: the lowest height at which they suffice. */
    private List<List<Node>> columns(int count) {
        List<Node> blocks = getManagedChildren();
        double lowest = Double.MAX_VALUE;
        for (int from = 0; from < blocks.size(); from++) {
            for (int to = from + 1; to <= blocks.size(); to++) {
                double height = height(blocks.subList(from, to));
                if (height < lowest && filled(height).size() <= count) {
                    lowest = height;
                }
            }
        }
        return filled(lowest);
    }

    /** As much as goes into each column of a height; a block that is higher has one of its own. */
    private List<List<Node>> filled(double height) {
        List<List<Node>> columns = new ArrayList<>();
        List<Node> column = new ArrayList<>();
        for (Node block : getManagedChildren()) {
            column.add(block);
            if (column.size() > 1 && height(column) > height) {
                column.remove(column.size() - 1);
                columns.add(column);
                column = new ArrayList<>(List.of(block));
            }
        }
        columns.add(column);
        return columns;
    }

    private static double height(List<? extends Node> column) {
        return column.stream().mapToDouble(block -> block.prefHeight(-1)).sum() + BETWEEN_BLOCKS * (column.size() - 1);
    }

    private static double together(List<List<Node>> columns) {
        double width = -BETWEEN_COLUMNS;
        for (List<Node> column : columns) {
            width += width(column) + BETWEEN_COLUMNS;
        }
        return width;
    }

    private static double width(List<Node> column) {
        return column.stream().mapToDouble(block -> block.prefWidth(-1)).max().orElse(0);
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
