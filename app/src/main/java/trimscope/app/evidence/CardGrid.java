package trimscope.app.evidence;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Cards in two columns, or in one where two would be narrower than a card may be; rows take the height that there is. */
final class CardGrid extends Region {
    private static final double GAP = 12;

    private final List<Card> cards;

    CardGrid(List<Card> cards) {
        this.cards = List.copyOf(cards);
        getStyleClass().add("evidence-cards");
        getChildren().setAll(cards);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return sides() + narrowest();
    }

    @Override
    protected double computePrefWidth(double height) {
        return sides() + 2 * narrowest() + GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return height(width, false);
    }

    @Override
    protected double computePrefHeight(double width) {
        return height(width, true);
    }

    private double height(double ofGrid, boolean preferred) {
        double width = ofGrid < 0 ? prefWidth(-1) : ofGrid;
        double height = snappedTopInset() + snappedBottomInset() - GAP;
        for (int row = 0; row < rows(width); row++) {
            height += rowHeight(row, width, preferred) + GAP;
        }
        return height;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        int rows = rows(width);
        int columns = columns(width);
        double least = height(width, false);
        double wish = height(width, true) - least;
        double more = Math.max(0, getHeight() - least);
        double ofWish = wish > 0 ? Math.min(1, more / wish) : 1;
        double spare = Math.max(0, more - wish) / rows;
        double top = snappedTopInset();
        for (int row = 0; row < rows; row++) {
            double lowest = rowHeight(row, width, false);
            double height = lowest + ofWish * (rowHeight(row, width, true) - lowest) + spare;
            double bottom = Math.floor(top + height);
            for (int column = 0; column < columns; column++) {
                double x = snappedLeftInset() + column * (cardWidth(width) + GAP);
                cards.get(row * columns + column)
                        .resizeRelocate(Math.rint(x), Math.rint(top), cardWidth(width), bottom - Math.rint(top));
            }
            top += height + GAP;
        }
    }

    private double rowHeight(int row, double width, boolean preferred) {
        return cards.subList(row * columns(width), (row + 1) * columns(width)).stream()
                .mapToDouble(card -> preferred ? card.prefHeight(cardWidth(width)) : card.minHeight(cardWidth(width)))
                .max()
                .orElse(0);
    }

    private double cardWidth(double width) {
        return Math.floor((width - sides() - GAP * (columns(width) - 1)) / columns(width));
    }

    private int rows(double width) {
        return cards.size() / columns(width);
    }

    private int columns(double width) {
        return width - sides() >= 2 * narrowest() + GAP ? 2 : 1;
    }

    private double narrowest() {
        return cards.stream().mapToDouble(card -> card.minWidth(-1)).max().orElse(0);
    }

    private double sides() {
        return snappedLeftInset() + snappedRightInset();
    }
}
