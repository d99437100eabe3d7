package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.paint.Paint;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/**
 * The class tokens of the tiles, which have no place on the picture: a round badge in the upper left corner of each tile, as large at
 * every zoom, in the colours and with the marks of a patch.
 */
public final class ClassBadges implements CanvasLayer {
    private static final double SIZE = 20;
    private static final double INSET = 5;
    /** A badge takes at most that share of its tile's side. */
    private static final double MOST_OF_TILE = 0.25;

    private static final Color PLATE = Color.rgb(15, 23, 42, 0.78);
    private static final Color SELECTED = Color.rgb(84, 160, 255);

    /** What a ring around a badge tells. */
    public enum Ring {
        PLAIN,
        SELECTED,
        PAINTED_KEEP,
        PAINTED_DROP
    }

    /**
     * How a class token is shown.
     *
     * @param argb colour of its weight, 0xAARRGGBB
     * @param dropped whether it is hatched
     * @param sink whether it is marked as one
     */
    public record Look(int argb, boolean dropped, Ring ring, boolean sink) {}

    private final ImagePattern hatching = Hatching.pattern();
    private Optional<PatchGrid> grid = Optional.empty();
    private List<Look> looks = List.of();
    private OptionalInt pointed = OptionalInt.empty();

    /** Shows the badges of a picture's tiles; looks are asked for by visual token. */
    public void show(PatchGrid patches, IntFunction<Look> lookOf) {
        grid = Optional.of(patches);
        looks = IntStream.range(0, patches.tiles())
                .mapToObj(tile -> lookOf.apply(patches.classToken(tile)))
                .toList();
    }

    /** Shows nothing. */
    public void clear() {
        grid = Optional.empty();
        looks = List.of();
    }

    /** Frames the badge of a visual token if it has one. */
    public void point(OptionalInt token) {
        pointed = token;
    }

    /** The class token whose badge lies at a point of the canvas. */
    public OptionalInt tokenAt(ViewTransform view, Point2D place) {
        return grid.stream()
                .flatMapToInt(patches -> IntStream.range(0, patches.tiles())
                        .filter(tile -> {
                            Rectangle2D area = area(patches, view, tile);
                            return middle(area).distance(place) <= area.getWidth() / 2 + 1;
                        })
                        .map(patches::classToken))
                .findFirst();
    }

    /** The class tokens whose badges lie with their middle in a rectangle of the canvas. */
    public List<Integer> within(ViewTransform view, Rectangle2D frame) {
        List<Integer> tokens = new ArrayList<>();
        grid.ifPresent(patches -> IntStream.range(0, patches.tiles())
                .filter(tile -> frame.contains(middle(area(patches, view, tile))))
                .forEach(tile -> tokens.add(patches.classToken(tile))));
        return tokens;
    }

    /** Where on the canvas the badge of a tile has its middle; also while none is shown. */
    public static Point2D middle(PatchGrid patches, ViewTransform view, int tile) {
        return middle(area(patches, view, tile));
    }

    /** A badge by itself, for a legend. */
    static Canvas swatch(double side) {
        Canvas swatch = new Canvas(side, side);
        GraphicsContext graphics = swatch.getGraphicsContext2D();
        graphics.setFill(PLATE);
        graphics.fillOval(1, 1, side - 2, side - 2);
        ring(graphics, new Rectangle2D(1.5, 1.5, side - 3, side - 3), Color.WHITE, 1.5);
        return swatch;
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        grid.ifPresent(patches -> {
            for (int tile = 0; tile < looks.size(); tile++) {
                boolean framed = pointed.equals(OptionalInt.of(patches.classToken(tile)));
                paint(graphics, area(patches, view, tile), looks.get(tile), framed);
            }
        });
    }

    private void paint(GraphicsContext graphics, Rectangle2D area, Look look, boolean framed) {
        fill(graphics, area, PLATE);
        fill(graphics, area, color(look.argb()));
        if (look.dropped()) {
            fill(graphics, area, hatching);
        }
        if (look.sink()) {
            double side = area.getWidth() * 0.36;
            Point2D middle = middle(area);
            Cross.paint(graphics, middle.getX() - side / 2, middle.getY() - side / 2, side);
        }
        ring(graphics, area, SelectionLayer.RIM, framed ? 6 : 4);
        graphics.setLineDashes(look.ring() == Ring.PAINTED_DROP ? new double[] {4, 3} : new double[0]);
        ring(graphics, area, color(look.ring()), framed || look.ring() != Ring.PLAIN ? 3 : 1.5);
        graphics.setLineDashes();
    }

    private static Color color(Ring ring) {
        return switch (ring) {
            case PLAIN -> Color.WHITE;
            case SELECTED -> SELECTED;
            case PAINTED_KEEP -> SelectionLayer.KEEP;
            case PAINTED_DROP -> SelectionLayer.DROP;
        };
    }

    private static Color color(int argb) {
        return Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF, (argb >>> 24) / 255.0);
    }

    private static void fill(GraphicsContext graphics, Rectangle2D area, Paint paint) {
        graphics.setFill(paint);
        graphics.fillOval(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
    }

    private static void ring(GraphicsContext graphics, Rectangle2D area, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.strokeOval(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
    }

    private static Rectangle2D area(PatchGrid patches, ViewTransform view, int tile) {
        Box box = patches.tileBox(tile);
        double tileSide = view.scale() * patches.columnEdge(1) * patches.patchesPerSide();
        double size = Math.rint(Math.min(SIZE, MOST_OF_TILE * tileSide));
        double inset = Math.rint(size * INSET / SIZE);
        Point2D corner = view.toCanvas(new Point2D(box.x0(), box.y0()));
        return new Rectangle2D(Math.rint(corner.getX()) + inset, Math.rint(corner.getY()) + inset, size, size);
    }

    private static Point2D middle(Rectangle2D area) {
        return new Point2D(area.getMinX() + area.getWidth() / 2, area.getMinY() + area.getHeight() / 2);
    }
}
