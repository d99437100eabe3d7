package trimscope.core.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.PreprocessorConfig;
import trimscope.core.checkpoint.VisionConfig;
import trimscope.core.image.Picture;
import trimscope.core.image.TiledImage;
import trimscope.core.memory.PeakMemory;
import trimscope.core.model.Cancellation;
import trimscope.core.model.MachineSpeed;
import trimscope.core.model.Mllama;
import trimscope.core.model.VisualTokens;

/**
 * Times a loaded model on a picture of noise that fills all tiles and on a prompt of arbitrary tokens: what is computed does not
 * depend on what they show. The picture's states are encoded once and stay for all rows; everything else is lean.
 */
public final class Benchmark {
    /** Text tokens before the picture, as the chat layout has them. */
    static final int BEFORE_PICTURE = 5;

    private static final long SEED = 7;

    private final Mllama model;
    private final Settings settings;
    private final Workload workload;
    private final MachineSpeed speed;
    private final Cancellation cancellation = new Cancellation();

    /**
     * What to measure.
     *
     * @param trials ways of trimming
     * @param batches numbers of conversations to compute at once, each at least 1
     * @param promptTokens text rows of the prompt, at least 6
     * @param answerTokens decode steps, at least 1
     * @param repeats how often to time everything; above 1, one more run comes first and is not timed
     */
    public record Settings(List<Trial> trials, List<Integer> batches, int promptTokens, int answerTokens, int repeats) {
        public Settings {
            trials = List.copyOf(trials);
            batches = List.copyOf(batches);
            if (batches.stream().anyMatch(batch -> batch < 1)) {
                throw new IllegalArgumentException("a batch holds at least 1 conversation, found " + batches);
            }
            if (promptTokens <= BEFORE_PICTURE || answerTokens < 1 || repeats < 1) {
                throw new IllegalArgumentException("a benchmark needs at least " + (BEFORE_PICTURE + 1)
                        + " prompt tokens, 1 answer token and 1 repeat");
            }
        }

        /** The run that is not timed has number −1. */
        int firstRepeat() {
            return repeats > 1 ? -1 : 0;
        }
    }

    private Benchmark(Mllama model, Settings settings) {
        this.model = model;
        this.settings = settings;
        this.workload = new Workload(model.config(), model.options().precision().bytes(), model.weightBytes());
        this.speed = model.machineSpeed();
    }

    /** Measures everything. */
    public static Report run(Mllama model, Settings settings) {
        return new Benchmark(model, settings).report();
    }

    private Report report() {
        MllamaConfig config = model.config();
        TiledImage picture = picture(config.vision());
        PeakMemory peak = PeakMemory.fromNow(model);
        List<Double> vision = new ArrayList<>();
        for (int i = settings.firstRepeat(); i < settings.repeats() - 1; i++) {
            encode(picture, vision, i).close();
        }
        List<Report.Row> rows = new ArrayList<>();
        Long visionPeak;
        try (VisualTokens visual = encode(picture, vision, settings.repeats() - 1)) {
            visionPeak = known(peak.bytes());
            for (int batch : settings.batches()) {
                for (Trial trial : settings.trials()) {
                    rows.add(new TrialRun(model, settings, workload, speed, trial, batch, visual).row());
                }
            }
        }
        return new Report(
                model.options().device().name(),
                model.threads(),
                model.options().precision().label(),
                config.parameters(),
                config.text().layers(),
                workload.visualTokens(),
                settings.promptTokens(),
                settings.answerTokens(),
                settings.repeats(),
                speed.copyBytesPerSecond(),
                speed.productFlopPerSecond(),
                median(vision),
                1e3 * workload.visionFlop() / speed.productFlopPerSecond(),
                visionPeak,
                rows);
    }

    private VisualTokens encode(TiledImage picture, List<Double> millis, int repeat) {
        long start = System.nanoTime();
        VisualTokens visual = model.encode(List.of(picture), cancellation);
        note(millis, repeat, start);
        return visual;
    }

    static @Nullable Long known(OptionalLong bytes) {
        return bytes.isPresent() ? Long.valueOf(bytes.getAsLong()) : null;
    }

    static void note(List<Double> millis, int repeat, long start) {
        if (repeat >= 0) {
            millis.add((System.nanoTime() - start) / 1e6);
        }
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** One row of tiles, all of them filled. */
    private static TiledImage picture(VisionConfig vision) {
        byte[] rgb = new byte[3 * vision.imageSize() * vision.imageSize() * vision.maxTiles()];
        new Random(SEED).nextBytes(rgb);
        Picture picture = Picture.of(vision.imageSize() * vision.maxTiles(), vision.imageSize(), rgb);
        List<Double> mean = List.of(0.48145466, 0.4578275, 0.40821073);
        List<Double> std = List.of(0.26862954, 0.26130258, 0.27577711);
        PreprocessorConfig pixels =
                new PreprocessorConfig(vision.imageSize(), vision.maxTiles(), mean, std, 0.00392156862745098);
        return TiledImage.of(picture, pixels, vision.patchSize());
    }
}
