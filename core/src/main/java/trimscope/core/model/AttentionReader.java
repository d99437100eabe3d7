package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import trimscope.core.pruning.KeptTokens;

/**
 * Attention maps on demand: the captured queries of the wanted rows against a layer's keys, one small product and a softmax when
 * somebody looks. Probabilities are never stored.
 */
final class AttentionReader {
    /** Most elements of the probabilities that exist at a time: 64 MiB in float32. */
    private static final long MOST_ELEMENTS = 16L << 20;

    private final Kernels kernels;
    private final TextDecoder decoder;

    AttentionReader(Kernels kernels, TextDecoder decoder) {
        this.kernels = kernels;
        this.decoder = decoder;
    }

    /**
     * Softmax probabilities of some rows in one layer, aggregated over the rows.
     *
     * @param queries captured queries, [1, H, C, d]
     * @param keys [1, K, n, d]
     * @param rows places in the sequence
     * @param visibility what each of these rows attends to
     * @param kept the visual token of each column, if the keys are of kept tokens only
     * @param tokens number of visual tokens, N
     * @return [H][N] in float32; 0 where nothing was attended to
     */
    float[][] read(
            NDArray queries,
            NDArray keys,
            List<Integer> rows,
            IntFunction<Visibility> visibility,
            Optional<KeptTokens> kept,
            int tokens,
            RowAggregation aggregation) {
        Map<Visibility.Segment, List<Integer>> groups = new LinkedHashMap<>();
        for (int row : rows) {
            Visibility.Segment segment = visibility.apply(row).between(row, 1).get(0);
            groups.computeIfAbsent(segment, s -> new ArrayList<>()).add(row);
        }
        int heads = decoder.config().heads();
        float[][] out = new float[heads][tokens];
        int[] indices = kept.map(KeptTokens::indices).orElse(null);
        boolean plain = indices == null && groups.size() == 1;
        groups.forEach((segment, members) -> {
            float[] values = segment.even()
                    ? even(heads, segment, members.size(), aggregation)
                    : group(queries, keys, segment.columns(), members, aggregation);
            int width = values.length / heads;
            for (int head = 0; head < heads; head++) {
                int at = head * width;
                for (Visibility.Range range : segment.columns()) {
                    if (plain) {
                        System.arraycopy(values, at, out[head], range.start(), range.length());
                    } else {
                        join(values, at, out[head], range, indices, aggregation);
                    }
                    at += range.length();
                }
            }
        });
        return out;
    }

    /** Joins the values of a range of columns, from place {@code at} on, with what is known of their visual tokens. */
    private static void join(
            float[] values,
            int at,
            float[] known,
            Visibility.Range range,
            int @Nullable [] indices,
            RowAggregation aggregation) {
        int length = range.length();
        for (int i = 0; i < length; i++) {
            int column = range.start() + i;
            int token = indices == null ? column : indices[column];
            known[token] = aggregation.join(known[token], values[at + i]);
        }
    }

    /**
     * Lengths of a layer's values, 0 where none is held.
     *
     * @param values [1, K, n, d]
     * @param kept the visual token of each column, if the values are of kept tokens only
     * @param out [K][N]
     */
    void addValueNorms(NDArray values, Optional<KeptTokens> kept, float[][] out) {
        try (NDManager scope = kernels.newManager()) {
            float[] norms = finite(kernels.call(scope, "row_norms", values));
            int columns = norms.length / out.length;
            int[] indices = kept.map(KeptTokens::indices).orElse(null);
            for (int head = 0; head < out.length; head++) {
                for (int column = 0; column < columns; column++) {
                    out[head][indices == null ? column : indices[column]] = norms[head * columns + column];
                }
            }
        }
    }

    /** [H · columns] of rows that attend to all columns alike. */
    private static float[] even(int heads, Visibility.Segment segment, int rows, RowAggregation aggregation) {
        int width =
                segment.columns().stream().mapToInt(Visibility.Range::length).sum();
        float[] out = new float[heads * width];
        Arrays.fill(out, (aggregation == RowAggregation.SUM ? rows : 1f) / width);
        return out;
    }

    /** [H · columns] of rows that attend to the same columns. */
    private float[] group(
            NDArray queries,
            NDArray keys,
            List<Visibility.Range> columns,
            List<Integer> rows,
            RowAggregation aggregation) {
        try (NDManager scope = kernels.newManager()) {
            NDArray index =
                    scope.create(rows.stream().mapToLong(Integer::longValue).toArray());
            NDArray seen = decoder.columns(scope, keys, columns);
            long perRow = queries.getShape().get(1) * seen.getShape().get(2);
            long chunk = Math.max(1, MOST_ELEMENTS / perRow);
            return finite(
                    kernels.call(scope, "attention", queries, index, seen, aggregation == RowAggregation.MAX, chunk));
        }
    }

    /** The numbers of an array: selections and maps must not be made of others. */
    private float[] finite(NDArray array) {
        return NotFiniteException.check(array.toFloatArray(), decoder.precision());
    }
}
