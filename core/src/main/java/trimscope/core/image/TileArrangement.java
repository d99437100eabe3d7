package trimscope.core.image;

import java.util.ArrayList;
import java.util.List;

/**
 * How a picture is laid over tiles (specification section 2.2).
 *
 * @param rows tiles above each other
 * @param columns tiles beside each other
 * @param aspectRatioId position of (rows, columns) in the list of candidates, from 1
 * @param resizedHeight height of the picture on the canvas, in canvas pixels
 * @param resizedWidth width of the picture on the canvas, in canvas pixels
 */
public record TileArrangement(int rows, int columns, int aspectRatioId, int resizedHeight, int resizedWidth) {
    private record Candidate(int id, int rows, int columns, double scale) {
        int tiles() {
            return rows * columns;
        }
    }

    /** The arrangement of a picture of that size, both at least 1. */
    public static TileArrangement of(int height, int width, int tileSize, int maxTiles) {
        if (height < 1 || width < 1 || tileSize < 1 || maxTiles < 1) {
            throw new IllegalArgumentException("sizes must be positive, found picture " + width + " × " + height
                    + ", tile " + tileSize + ", tiles " + maxTiles);
        }
        Candidate best = best(candidates(height, width, tileSize, maxTiles));
        int targetHeight = Math.min(Math.max(height, tileSize), best.rows * tileSize);
        int targetWidth = Math.min(Math.max(width, tileSize), best.columns * tileSize);
        // The order of these operations decides how the floor falls: first the quotient, then the product.
        double scaleHeight = (double) targetHeight / height;
        double scaleWidth = (double) targetWidth / width;
        int newHeight = targetHeight;
        int newWidth = targetWidth;
        if (scaleWidth < scaleHeight) {
            newHeight = Math.min(Math.max((int) Math.floor(height * scaleWidth), 1), targetHeight);
        } else {
            newWidth = Math.min(Math.max((int) Math.floor(width * scaleHeight), 1), targetWidth);
        }
        return new TileArrangement(best.rows, best.columns, best.id, newHeight, newWidth);
    }

    /** Number of real tiles. */
    public int tiles() {
        return rows * columns;
    }

    private static List<Candidate> candidates(int height, int width, int tileSize, int maxTiles) {
        List<Candidate> candidates = new ArrayList<>();
        for (int rows = 1; rows <= maxTiles; rows++) {
            for (int columns = 1; rows * columns <= maxTiles; columns++) {
                double scale = Math.min((double) (rows * tileSize) / height, (double) (columns * tileSize) / width);
                candidates.add(new Candidate(candidates.size() + 1, rows, columns, scale));
            }
        }
        return candidates;
    }

    /** The least enlargement if there is one, else the least reduction; of equal scales the fewest tiles. */
    private static Candidate best(List<Candidate> candidates) {
        Candidate best = candidates.get(0);
        for (Candidate candidate : candidates) {
            boolean better = candidate.scale == best.scale
                    ? candidate.tiles() < best.tiles()
                    : (candidate.scale < best.scale) == (Math.min(candidate.scale, best.scale) >= 1);
            if (better) {
                best = candidate;
            }
        }
        return best;
    }
}
