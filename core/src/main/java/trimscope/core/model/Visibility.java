package trimscope.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import trimscope.core.pruning.KeptTokens;

/**
 * Which visual tokens each text row of a prompt attends to (specification section 4.3), as consecutive segments of rows that
 * share the same columns. No mask of rows times columns is ever built.
 *
 * @param segments in row order; never empty
 * @param columns number of columns of the cross-attention caches: N for a full run, the kept count after trimming
 */
record Visibility(List<Segment> segments, int columns) {
    Visibility {
        segments = List.copyOf(segments);
    }

    /** Columns start … end−1. */
    record Range(int start, int end) {
        int length() {
            return end - start;
        }
    }

    /**
     * Consecutive rows with the same columns.
     *
     * @param rows number of rows
     * @param seesImage false for rows before the first image: they attend to all columns, padding tiles included, and lose
     *     their MLP output
     * @param even whether all columns get the same weight: rows of an image of which nothing was kept. All their columns are
     *     masked alike, and a softmax over equal scores is their mean
     */
    record Segment(int rows, boolean seesImage, boolean even, List<Range> columns) {
        Segment {
            columns = List.copyOf(columns);
        }

        Segment withRows(int other) {
            return new Segment(other, seesImage, even, columns);
        }

        private boolean attendsLike(Segment other) {
            return even == other.even && columns.equals(other.columns);
        }
    }

    /**
     * Visibility of a prompt.
     *
     * @param imageAt positions of the image tokens in the prompt, ascending; at least one
     * @param rows number of text rows
     * @param tiles real tiles of each image
     * @param maxTiles tile slots of each image, T
     * @param tokensPerTile P
     */
    static Visibility of(int[] imageAt, int rows, int[] tiles, int maxTiles, int tokensPerTile) {
        if (imageAt.length != tiles.length) {
            throw new IllegalArgumentException(
                    "the prompt holds " + imageAt.length + " image tokens for " + tiles.length + " images");
        }
        int columns = tiles.length * maxTiles * tokensPerTile;
        List<Segment> segments = new ArrayList<>();
        if (imageAt[0] > 0) {
            segments.add(new Segment(imageAt[0], false, false, List.of(new Range(0, columns))));
        }
        for (int m = 0; m < imageAt.length; m++) {
            int end = m + 1 < imageAt.length ? imageAt[m + 1] : rows;
            List<Range> visible = new ArrayList<>();
            // Images whose tokens touch share the end of the run's last one: rows see the whole run up to here.
            for (int i = runStart(imageAt, m); i <= m; i++) {
                int start = i * maxTiles * tokensPerTile;
                append(visible, new Range(start, start + tiles[i] * tokensPerTile));
            }
            segments.add(new Segment(end - imageAt[m], true, false, visible));
        }
        return new Visibility(segments, columns);
    }

    private static int runStart(int[] imageAt, int m) {
        int start = m;
        while (start > 0 && imageAt[start] == imageAt[start - 1] + 1) {
            start--;
        }
        return start;
    }

    private static void append(List<Range> ranges, Range next) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() == next.start()) {
            ranges.set(last, new Range(ranges.get(last).start(), next.end()));
        } else {
            ranges.add(next);
        }
    }

    /** The same rows over a trimmed cache that holds only the kept tokens. */
    Visibility trimmed(KeptTokens kept) {
        List<Segment> out = new ArrayList<>();
        for (Segment segment : segments) {
            List<Range> ranges = new ArrayList<>();
            for (Range range : segment.columns()) {
                Range place = new Range(kept.countBelow(range.start()), kept.countBelow(range.end()));
                if (place.length() > 0) {
                    append(ranges, place);
                }
            }
            boolean even = ranges.isEmpty();
            out.add(new Segment(
                    segment.rows(), segment.seesImage(), even, even ? List.of(new Range(0, kept.count())) : ranges));
        }
        return new Visibility(out, kept.count());
    }

    /** The segments of rows start … start+rows−1; rows behind the prompt are like its last row. */
    List<Segment> between(int start, int rows) {
        List<Segment> out = new ArrayList<>();
        int at = 0;
        int left = rows;
        for (int i = 0; i < segments.size() && left > 0; i++) {
            Segment segment = segments.get(i);
            int end = i == segments.size() - 1 ? Integer.MAX_VALUE : at + segment.rows();
            int begin = start + rows - left;
            if (begin < end) {
                int taken = Math.min(left, end - begin);
                out.add(segment.withRows(taken));
                left -= taken;
            }
            at = end;
        }
        return out;
    }

    /** The same rows by what they attend to alone: one segment where the columns are the same, whether the rows see an image or not. */
    static List<Segment> byColumns(List<Segment> segments) {
        List<Segment> out = new ArrayList<>();
        for (Segment segment : segments) {
            int last = out.size() - 1;
            if (last >= 0 && out.get(last).attendsLike(segment)) {
                out.set(last, segment.withRows(out.get(last).rows() + segment.rows()));
            } else {
                out.add(segment);
            }
        }
        return out;
    }

    /** Which columns some row that sees an image attends to: those of real tiles, [N], if nothing was trimmed. */
    boolean[] real() {
        boolean[] real = new boolean[columns];
        segments.stream()
                .filter(Segment::seesImage)
                .flatMap(segment -> segment.columns().stream())
                .forEach(range -> Arrays.fill(real, range.start(), range.end(), true));
        return real;
    }

    /** What the last row and every row after it attends to. */
    Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** How many of the rows start … start+rows−1 see no image: always the first ones. */
    int blind(int start, int rows) {
        return between(start, rows).stream()
                .filter(segment -> !segment.seesImage())
                .mapToInt(Segment::rows)
                .sum();
    }

    /** Those of the rows start … start+rows−1 that see an image, ascending. */
    List<Integer> seeing(int start, int rows) {
        List<Integer> out = new ArrayList<>();
        int at = start;
        for (Segment segment : between(start, rows)) {
            int end = at + segment.rows();
            if (segment.seesImage()) {
                IntStream.range(at, end).forEach(out::add);
            }
            at = end;
        }
        return out;
    }
}
