package trimscope.core.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where every visual token of one picture lies, and which token lies at a point (specification section 2.5). Immutable.
 *
 * <p>Visual token {@code j = t·P + q}: tile t, place q within the tile; place 0 is the tile's class token, the others are
 * its patches row by row.
 */
public final class PatchGrid {
    /** What a visual token stands for; the ordinals are the codes of the reference fixtures. */
    public enum Kind {
        /** A patch that shows some of the picture. */
        PATCH,
        /** The class token of a real tile: no place in the picture. */
        CLASS_TOKEN,
        /** Any token of a tile that the picture does not use. */
        PADDING_TILE,
        /** A patch of a real tile wholly beside the picture: valid, but without a place in it. */
        CANVAS_PADDING
    }

    /** A rectangle in pixels of the original picture; left and top edges belong to it, right and bottom ones do not. */
    public record Box(double x0, double y0, double x1, double y1) {
        public double width() {
            return x1 - x0;
        }

        public double height() {
            return y1 - y0;
        }

        public boolean contains(double x, double y) {
            return x >= x0 && x < x1 && y >= y0 && y < y1;
        }
    }

    private final int pictureWidth;
    private final int pictureHeight;
    private final TileArrangement arrangement;
    private final int tileSize;
    private final int patchSize;
    private final int maxTiles;

    private PatchGrid(
            int pictureWidth,
            int pictureHeight,
            TileArrangement arrangement,
            int tileSize,
            int patchSize,
            int maxTiles) {
        this.pictureWidth = pictureWidth;
        this.pictureHeight = pictureHeight;
        this.arrangement = arrangement;
        this.tileSize = tileSize;
        this.patchSize = patchSize;
        this.maxTiles = maxTiles;
    }

    /**
     * The grid of a picture.
     *
     * @param pictureWidth width of the original picture in pixels
     * @param pictureHeight height of the original picture in pixels
     * @param tileSize side of a tile in canvas pixels, I
     * @param patchSize side of a patch in canvas pixels, p, a divisor of the tile's
     * @param maxTiles tiles with padding, T
     */
    public static PatchGrid of(
            int pictureWidth,
            int pictureHeight,
            TileArrangement arrangement,
            int tileSize,
            int patchSize,
            int maxTiles) {
        if (patchSize < 1 || tileSize % patchSize != 0) {
            throw new IllegalArgumentException("patches of " + patchSize + " do not divide a tile of " + tileSize);
        }
        if (arrangement.tiles() > maxTiles) {
            throw new IllegalArgumentException(
                    "the arrangement has " + arrangement.tiles() + " tiles, expected at most " + maxTiles);
        }
        return new PatchGrid(pictureWidth, pictureHeight, arrangement, tileSize, patchSize, maxTiles);
    }

    /** Number of visual tokens, padding tiles included, N = T·P. */
    public int size() {
        return maxTiles * tokensPerTile();
    }

    /** Class token and patches, P = G² + 1. */
    public int tokensPerTile() {
        return patchesPerSide() * patchesPerSide() + 1;
    }

    /** Patches along one side of a tile, G. */
    public int patchesPerSide() {
        return tileSize / patchSize;
    }

    /** Number of real tiles. */
    public int tiles() {
        return arrangement.tiles();
    }

    /** Number of tokens of real tiles: patches, class tokens and canvas padding. */
    public int validCount() {
        return tiles() * tokensPerTile();
    }

    /** Whether the token belongs to a real tile. */
    public boolean isValid(int token) {
        return tile(token) < tiles();
    }

    /** {@link #isValid} of every token, [N]. */
    public boolean[] valid() {
        boolean[] valid = new boolean[size()];
        Arrays.fill(valid, 0, validCount(), true);
        return valid;
    }

    public Kind kind(int token) {
        if (!isValid(token)) {
            return Kind.PADDING_TILE;
        }
        if (token % tokensPerTile() == 0) {
            return Kind.CLASS_TOKEN;
        }
        return canvasX(token) >= arrangement.resizedWidth() || canvasY(token) >= arrangement.resizedHeight()
                ? Kind.CANVAS_PADDING
                : Kind.PATCH;
    }

    /** The part of the original picture that a patch shows; empty for every other kind of token. */
    public Optional<Box> box(int token) {
        if (kind(token) != Kind.PATCH) {
            return Optional.empty();
        }
        int x = canvasX(token);
        int y = canvasY(token);
        return Optional.of(pictureBox(x, y, x + patchSize, y + patchSize));
    }

    /** Tile of a token, 0 … T−1. */
    public int tile(int token) {
        if (token < 0 || token >= size()) {
            throw new IllegalArgumentException("visual token " + token + " is not in 0 … " + (size() - 1));
        }
        return token / tokensPerTile();
    }

    /** Row of a patch within its tile; a class token has none. */
    public int row(int token) {
        return patch(token) / patchesPerSide();
    }

    /** Column of a patch within its tile; a class token has none. */
    public int column(int token) {
        return patch(token) % patchesPerSide();
    }

    /** The class token of a real or padding tile. */
    public int classToken(int tile) {
        return tile * tokensPerTile();
    }

    /** The patch that shows a point of the original picture; empty outside the picture. */
    public OptionalInt tokenAt(double x, double y) {
        if (!(x >= 0 && x < pictureWidth && y >= 0 && y < pictureHeight)) {
            return OptionalInt.empty();
        }
        int column = place(x, pictureWidth, arrangement.resizedWidth());
        int row = place(y, pictureHeight, arrangement.resizedHeight());
        return OptionalInt.of(cellToken(row, column));
    }

    /** Rows of patches that show some of the picture, counted over all tiles. */
    public int cellRows() {
        return (arrangement.resizedHeight() + patchSize - 1) / patchSize;
    }

    /** Columns of patches that show some of the picture, counted over all tiles. */
    public int cellColumns() {
        return (arrangement.resizedWidth() + patchSize - 1) / patchSize;
    }

    /** The patch in a row and column counted over all tiles. */
    public int cellToken(int cellRow, int cellColumn) {
        if (cellRow < 0 || cellRow >= cellRows() || cellColumn < 0 || cellColumn >= cellColumns()) {
            throw new IllegalArgumentException("cell " + cellRow + ", " + cellColumn + " is not among the " + cellRows()
                    + " × " + cellColumns() + " of the picture");
        }
        int g = patchesPerSide();
        int tile = cellRow / g * arrangement.columns() + cellColumn / g;
        return classToken(tile) + 1 + cellRow % g * g + cellColumn % g;
    }

    /** The y in picture pixels where a row of cells begins; with {@link #cellRows} the lower edge of the picture. */
    public double rowEdge(int cellRow) {
        int canvas = Math.min(cellRow * patchSize, arrangement.resizedHeight());
        return edge(canvas, pictureHeight, arrangement.resizedHeight());
    }

    /** The x in picture pixels where a column of cells begins; with {@link #cellColumns} the right edge of the picture. */
    public double columnEdge(int cellColumn) {
        int canvas = Math.min(cellColumn * patchSize, arrangement.resizedWidth());
        return edge(canvas, pictureWidth, arrangement.resizedWidth());
    }

    public int pictureWidth() {
        return pictureWidth;
    }

    public int pictureHeight() {
        return pictureHeight;
    }

    public TileArrangement arrangement() {
        return arrangement;
    }

    /** The part of the original picture that a real tile shows; without area if that is none. */
    public Box tileBox(int tile) {
        if (tile < 0 || tile >= tiles()) {
            throw new IllegalArgumentException("tile " + tile + " is not in 0 … " + (tiles() - 1));
        }
        int x = tile % arrangement.columns() * tileSize;
        int y = tile / arrangement.columns() * tileSize;
        return pictureBox(x, y, x + tileSize, y + tileSize);
    }

    private int patch(int token) {
        int place = token - classToken(tile(token));
        if (place == 0) {
            throw new IllegalArgumentException("visual token " + token + " is a class token and has no row or column");
        }
        return place - 1;
    }

    private int canvasX(int token) {
        return (tile(token) % arrangement.columns() * patchesPerSide() + column(token)) * patchSize;
    }

    private int canvasY(int token) {
        return (tile(token) / arrangement.columns() * patchesPerSide() + row(token)) * patchSize;
    }

    private Box pictureBox(int x0, int y0, int x1, int y1) {
        int width = arrangement.resizedWidth();
        int height = arrangement.resizedHeight();
        return new Box(
                edge(Math.min(x0, width), pictureWidth, width),
                edge(Math.min(y0, height), pictureHeight, height),
                edge(Math.min(x1, width), pictureWidth, width),
                edge(Math.min(y1, height), pictureHeight, height));
    }

    /** A canvas coordinate in picture pixels. Both axes have their own factor, since fitting floors one of them. */
    private static double edge(int canvas, int pictureSize, int resized) {
        return (double) canvas * pictureSize / resized;
    }

    /** The patch row or column over the whole canvas, agreeing with the edges of {@link #box} to the last bit. */
    private int place(double position, int pictureSize, int resized) {
        int place = (int) (position * resized / pictureSize / patchSize);
        while (place > 0 && position < edge(place * patchSize, pictureSize, resized)) {
            place--;
        }
        while ((place + 1) * patchSize < resized && position >= edge((place + 1) * patchSize, pictureSize, resized)) {
            place++;
        }
        return place;
    }
}
