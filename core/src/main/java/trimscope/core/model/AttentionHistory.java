package trimscope.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trimscope.core.pruning.SelectionScores;

/**
 * What the text rows of a run attended to, read from its captured queries: each row with the columns that were held when it was added,
 * also after a later selection.
 */
final class AttentionHistory implements AutoCloseable {
    private final AttentionReader reader;
    private final TextDecoder decoder;
    private final KvCache cache;
    private final Optional<Visibility> full;
    /** What rows before the current selection attended to, in order of rows. */
    private final List<AttendedColumns> past = new ArrayList<>();

    /**
     * @param cache of the run, which stays its owner
     * @param full what the rows see of the whole pictures, if there are any
     */
    AttentionHistory(Kernels kernels, TextDecoder decoder, KvCache cache, Optional<Visibility> full) {
        this.reader = new AttentionReader(kernels, decoder);
        this.decoder = decoder;
        this.cache = cache;
        this.full = full;
    }

    /** Remembers what another run remembers. */
    void addAll(AttentionHistory other) {
        other.past.forEach(columns -> past.add(columns.retain()));
    }

    /** Remembers what rows up to a new selection attended to; takes over the caller's hold on it. */
    void add(AttendedColumns columns) {
        past.add(columns);
    }

    /**
     * What rows say in the first cross-attention layer about all visual tokens.
     *
     * @param columns that layer's keys of all visual tokens
     */
    SelectionScores scores(int start, int rows, CrossCache columns) {
        Visibility seen = full.orElseThrow();
        return new SelectionScores(
                whole(0, seen.seeing(start, rows), columns, RowAggregation.SUM),
                whole(0, List.of(start + rows - 1), columns, RowAggregation.SUM),
                seen.real());
    }

    /**
     * What rows attended to in a cross-attention layer, [H][N]; tokens that were not kept are 0.
     *
     * @param now what rows attend to since the last selection
     */
    float[][] attention(int place, List<Integer> rows, AttendedColumns now, RowAggregation aggregation) {
        List<AttendedColumns> all = withPast(now);
        float[][] out = new float[decoder.config().heads()][full.orElseThrow().columns()];
        int start = 0;
        for (AttendedColumns columns : all) {
            int from = start;
            List<Integer> members = rows.stream()
                    .filter(row -> row >= from && row < columns.end())
                    .toList();
            if (!members.isEmpty()) {
                join(out, columns.attention(reader, cache.queries(place), place, members, aggregation), aggregation);
            }
            start = columns.end();
        }
        return out;
    }

    /** Lengths of the values that any row attended to in a cross-attention layer, [K][N]; 0 for tokens that no row attended to. */
    float[][] valueNorms(int place, AttendedColumns now) {
        float[][] out =
                new float[decoder.config().keyValueHeads()][full.orElseThrow().columns()];
        withPast(now).forEach(columns -> columns.addValueNorms(reader, place, out));
        return out;
    }

    /** The same of all visual tokens. */
    float[][] valueNorms(CrossCache columns) {
        float[][] out = new float[decoder.config().keyValueHeads()][columns.columns()];
        reader.addValueNorms(columns.values(), Optional.empty(), out);
        return out;
    }

    private List<AttendedColumns> withPast(AttendedColumns now) {
        List<AttendedColumns> all = new ArrayList<>(past);
        all.add(now);
        return all;
    }

    private static void join(float[][] into, float[][] more, RowAggregation aggregation) {
        for (int head = 0; head < into.length; head++) {
            for (int j = 0; j < into[head].length; j++) {
                into[head][j] = aggregation.join(into[head][j], more[head][j]);
            }
        }
    }

    /** What rows attend to, or would, in a cross-attention layer over all visual tokens: [H][N]. */
    float[][] whole(int place, List<Integer> rows, CrossCache columns, RowAggregation aggregation) {
        Visibility seen = full.orElseThrow();
        return reader.read(
                cache.queries(place), columns.keys(), rows, row -> seen, Optional.empty(), seen.columns(), aggregation);
    }

    @Override
    public void close() {
        past.forEach(AttendedColumns::release);
    }
}
