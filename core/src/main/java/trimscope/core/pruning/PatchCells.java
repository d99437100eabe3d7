package trimscope.core.pruning;

import java.util.List;

/**
 * Where the visual tokens of one picture lie: the patches that show something of it, by row and column over all its tiles, and beside
 * them the class tokens. Immutable.
 *
 * <p>Patches of canvas padding have no place here.
 */
public final class PatchCells {
    private final int rows;
    private final int columns;
    private final int[] tokens;
    private final int[] classTokens;

    /** Visual token of a cell. */
    @FunctionalInterface
    public interface CellToken {
        int at(int row, int column);
    }

    /**
     * Cells of a picture.
     *
     * @param rows rows of patches, at least 1
     * @param columns columns of patches, at least 1
     * @param token visual token of each cell
     * @param classTokens visual tokens that stand for a whole tile
     */
    public PatchCells(int rows, int columns, CellToken token, int[] classTokens) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a picture has patches, found " + rows + " × " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.classTokens = classTokens.clone();
        tokens = new int[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                tokens[row * columns + column] = token.at(row, column);
            }
        }
    }

    /** Rows of patches, counted over all tiles. */
    public int rows() {
        return rows;
    }

    /** Columns of patches, counted over all tiles. */
    public int columns() {
        return columns;
    }

    /** Number of patches. */
    public int count() {
        return tokens.length;
    }

    /** The visual token in a row and column. */
    public int token(int row, int column) {
        return tokens[row * columns + column];
    }

    /** A copy of the visual tokens that stand for a whole tile. */
    public int[] classTokens() {
        return classTokens.clone();
    }

    static int count(List<PatchCells> pictures) {
        return pictures.stream().mapToInt(PatchCells::count).sum();
    }
}
