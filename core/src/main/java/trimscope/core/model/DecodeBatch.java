package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import trimscope.core.model.Kernels.Value;

/**
 * Several conversations decoded together: several prompts on one picture, several pictures, or the same under several selections. Every
 * step reads the weights once for all of them. Each conversation has a {@link DecoderRun} of its own, so it keeps what its own rows
 * selected ({@link Mllama#prefill(List, Cancellation)} makes several at once); keys and values of a picture that all of them hold are
 * shared, others are copied side by side.
 */
public final class DecodeBatch implements AutoCloseable {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final NDManager manager;
    private final NextToken next;
    private final Value caches;
    private final BatchShape shape;
    private final boolean pictures;
    private final int size;
    private final int capacity;
    private long crossElements;
    private int length;

    private DecodeBatch(List<DecoderRun> runs, int steps) {
        DecoderRun first = runs.get(0);
        kernels = first.kernels();
        decoder = first.decoder();
        pictures = first.hasPictures();
        size = runs.size();
        length = runs.stream().mapToInt(DecoderRun::length).max().orElseThrow();
        capacity = length + steps;
        decoder.cover(capacity);
        try (Unfinished unfinished = new Unfinished()) {
            manager = unfinished.part(kernels.newManager(), NDManager::close);
            next = unfinished.part(new NextToken(kernels, decoder.precision()), NextToken::close);
            List<Integer> lags = runs.stream().map(run -> length - run.length()).toList();
            shape = new BatchShape(
                    lags.stream().allMatch(lag -> lag == 0) ? List.of() : lags,
                    held(lags, Collections.nCopies(size, capacity), capacity),
                    pictures ? columnsHeld(runs, 0) : List.of(),
                    pictures && crossLayers() > 1 ? columnsHeld(runs, 1) : List.of());
            caches = unfinished.part(Value.of(joined(runs)), Value::close);
            List<NDArray> logits = runs.stream().map(run -> run.next().logits()).toList();
            next.set(owner -> kernels.call(owner, "concatenate", logits, 0));
            unfinished.finished(this);
        }
    }

    /**
     * Joins runs of one model, with all that they have read so far. The runs stay as they are and may be closed.
     *
     * @param runs at least one; all with pictures, or all without
     * @param steps most tokens that will be fed
     */
    public static DecodeBatch of(List<DecoderRun> runs, int steps) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one run");
        }
        DecoderRun first = runs.get(0);
        if (runs.stream().anyMatch(run -> run.decoder() != first.decoder())) {
            throw new IllegalArgumentException("all runs of a batch must be of one model");
        }
        if (runs.stream().anyMatch(run -> run.hasPictures() != first.hasPictures())) {
            throw new IllegalArgumentException("runs with and without pictures cannot be in one batch");
        }
        return new DecodeBatch(runs, steps);
    }

    /** Number of conversations, B. */
    public int size() {
        return size;
    }

    /**
     * Feeds one token of each conversation through all layers.
     *
     * @param tokens B ids, in the order of the runs
     */
    public void feed(int[] tokens) {
        if (tokens.length != size) {
            throw new IllegalArgumentException("a batch of " + size + " takes as many tokens, found " + tokens.length);
        }
        if (length >= capacity) {
            throw new IllegalStateException("the batch has room for " + capacity + " rows only");
        }
        next.set(owner -> decoder.decode(owner, tokens, caches, length, pictures, shape));
        length++;
    }

    /**
     * The likeliest token of each conversation, B.
     *
     * @throws NotFiniteException if the logits of one are not finite
     */
    public List<DecoderRun.Choice> likeliest() {
        return next.chooseAll(0, 0, 1, 0);
    }

    /**
     * Float32 logits of what follows in each conversation, [B][V].
     *
     * @throws NotFiniteException if one is not finite
     */
    public float[][] logits() {
        float[] all = next.toArray();
        int width = all.length / size;
        return IntStream.range(0, size)
                .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
                .toArray(float[][]::new);
    }

    /** Bytes of the cross-attention keys and values that a step reads, padding included. */
    public long crossCacheBytes() {
        return crossElements * decoder.precision().bytes();
    }

    private int crossLayers() {
        return decoder.config().crossLayers().size();
    }

    /** The caches of every layer, see {@link TextDecoder#caches}. */
    private List<List<NDArray>> joined(List<DecoderRun> runs) {
        List<List<NDArray>> out = new ArrayList<>();
        for (int layer : decoder.stack(pictures).layers()) {
            int place = decoder.place(layer);
            out.add(
                    decoder.config().isCross(layer)
                            ? List.of(
                                    rows(runs, run -> run.cache().queries(place)),
                                    columns(runs, place, decoder::keys),
                                    columns(runs, place, decoder::values))
                            : List.of(
                                    rows(runs, run -> run.cache().selfKeys(place)),
                                    rows(runs, run -> run.cache().selfValues(place))));
        }
        return out;
    }

    /** Text rows, ending at the same place: [B, heads, capacity, d]. */
    private NDArray rows(List<DecoderRun> runs, Function<DecoderRun, NDArray> cache) {
        int[] counts = runs.stream().mapToInt(DecoderRun::length).toArray();
        int[] starts = IntStream.of(counts).map(count -> length - count).toArray();
        return kernels.call(manager, "batched", runs.stream().map(cache).toList(), counts, starts, capacity);
    }

    /** Reads keys or values of what a run's new rows see. */
    @FunctionalInterface
    private interface Columns {
        NDArray of(NDManager into, CrossCache cache, Visibility.Segment seen);
    }

    /** Visual tokens, beginning at the same place: [B, K, n, d] with n of the run that sees most. */
    private NDArray columns(List<DecoderRun> runs, int place, Columns part) {
        DecoderRun first = runs.get(0);
        boolean shared = runs.stream()
                .allMatch(run -> run.cache().cross(place) == first.cache().cross(place)
                        && run.seen(place).withRows(1).equals(first.seen(place).withRows(1)));
        if (shared) {
            NDArray one = part.of(manager, first.cache().cross(place), first.seen(place));
            crossElements += one.getShape().size();
            return kernels.call(manager, "shared", one, size);
        }
        try (NDManager scope = kernels.newManager()) {
            List<NDArray> parts = runs.stream()
                    .map(run -> part.of(scope, run.cache().cross(place), run.seen(place)))
                    .toList();
            int[] counts =
                    widths(runs, place).stream().mapToInt(Integer::intValue).toArray();
            int most = IntStream.of(counts).max().orElseThrow();
            NDArray joined = kernels.call(manager, "batched", parts, counts, new int[size], most);
            crossElements += joined.getShape().size();
            return joined;
        }
    }

    private List<NDArray> columnsHeld(List<DecoderRun> runs, int place) {
        List<Integer> widths = widths(runs, place);
        return held(Collections.nCopies(size, 0), widths, Collections.max(widths));
    }

    /** How many columns each run's new rows see. */
    private static List<Integer> widths(List<DecoderRun> runs, int place) {
        return runs.stream()
                .map(run -> run.seen(place))
                .map(seen -> seen.even()
                        ? 1
                        : seen.columns().stream()
                                .mapToInt(Visibility.Range::length)
                                .sum())
                .toList();
    }

    private List<NDArray> held(List<Integer> from, List<Integer> to, int places) {
        return BatchShape.held(kernels, manager, from, to, places, decoder.like());
    }

    @Override
    public void close() {
        caches.close();
        next.close();
        manager.close();
    }
}
