package trimscope.core.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import trimscope.core.memory.PeakMemory;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecodeBatch;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.MachineSpeed;
import trimscope.core.model.Mllama;
import trimscope.core.model.Prompt;
import trimscope.core.model.VisualTokens;
import trimscope.core.pruning.KeptTokens;

/**
 * Times one way of trimming for one batch size. The conversations of a batch are on the same picture, with prompts of the same length
 * but other words, so that each selects for itself; keys and values are projected for each, as for different pictures.
 */
final class TrialRun {
    private final Mllama model;
    private final Benchmark.Settings settings;
    private final Workload workload;
    private final MachineSpeed speed;
    private final Trial trial;
    private final int batch;
    private final VisualTokens visual;
    private final List<Double> prefill = new ArrayList<>();
    private final List<Double> tokens = new ArrayList<>();
    private List<Integer> kept = List.of();
    private long cacheBytes;

    TrialRun(
            Mllama model,
            Benchmark.Settings settings,
            Workload workload,
            MachineSpeed speed,
            Trial trial,
            int batch,
            VisualTokens visual) {
        this.model = model;
        this.settings = settings;
        this.workload = workload;
        this.speed = speed;
        this.trial = trial;
        this.batch = batch;
        this.visual = visual;
    }

    Report.Row row() {
        PeakMemory peak = PeakMemory.fromNow(model);
        for (int repeat = settings.firstRepeat(); repeat < settings.repeats(); repeat++) {
            time(repeat);
        }
        double mean = kept.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double rows = settings.promptTokens() + settings.answerTokens() / 2.0;
        return new Report.Row(
                trial.label(),
                batch,
                (int) Math.round(mean),
                mean / visual.count(),
                Benchmark.median(prefill),
                floorMillis(
                        kept.stream()
                                .mapToDouble(count -> workload.prefillFlop(settings.promptTokens(), count))
                                .sum(),
                        workload.prefillBytes()),
                Benchmark.median(tokens),
                floorMillis(workload.decodeFlop(rows, kept), workload.decodeBytes(rows, kept)),
                cacheBytes,
                kept.stream().mapToLong(workload::cacheBytes).sum(),
                Benchmark.known(peak.bytes()));
    }

    private double floorMillis(double flop, double bytes) {
        return 1e3 * Math.max(flop / speed.productFlopPerSecond(), bytes / speed.copyBytesPerSecond());
    }

    private void time(int repeat) {
        List<DecoderRun> runs = new ArrayList<>();
        try {
            long start = System.nanoTime();
            runs.addAll(model.prefill(
                    IntStream.range(0, batch).mapToObj(this::prompt).toList(), new Cancellation()));
            // Numbers are there when they can be read.
            runs.forEach(run -> run.choose(0, 0, 1, 0));
            Benchmark.note(prefill, repeat, start);
            kept = runs.stream()
                    .map(run -> run.keptTokens().map(KeptTokens::count).orElse(visual.count()))
                    .toList();
            if (batch == 1) {
                DecoderRun run = runs.get(0);
                cacheBytes = run.crossCacheBytes();
                decode(repeat, () -> new int[] {run.choose(0, 0, 1, 0).token()}, next -> run.feed(next[0]));
            } else {
                try (DecodeBatch joined = DecodeBatch.of(runs, settings.answerTokens())) {
                    runs.forEach(DecoderRun::close);
                    runs.clear();
                    cacheBytes = joined.crossCacheBytes();
                    decode(repeat, () -> likeliest(joined), joined::feed);
                }
            }
        } finally {
            runs.forEach(DecoderRun::close);
        }
    }

    /**
     * Writes the answers token by token.
     *
     * @param choose the next token of each conversation
     * @param feed takes these tokens through all layers
     */
    private void decode(int repeat, Supplier<int[]> choose, Consumer<int[]> feed) {
        int[] next = choose.get();
        for (int step = 0; step < settings.answerTokens(); step++) {
            long start = System.nanoTime();
            feed.accept(next);
            next = choose.get();
            Benchmark.note(tokens, repeat, start);
        }
    }

    private static int[] likeliest(DecodeBatch joined) {
        return joined.likeliest().stream().mapToInt(DecoderRun.Choice::token).toArray();
    }

    /** The n-th conversation's prompt, with the picture where the chat layout has it. */
    private Prompt prompt(int conversation) {
        int vocabulary = model.config().text().vocabularySize();
        int[] ids = IntStream.range(0, settings.promptTokens())
                .map(i -> (i * 7919 + 1 + conversation) % vocabulary)
                .toArray();
        ids[Benchmark.BEFORE_PICTURE] = model.config().imageTokenId();
        int capacity = settings.promptTokens() + settings.answerTokens();
        return Prompt.of(ids, Optional.of(visual), trial.selection(), capacity);
    }
}
