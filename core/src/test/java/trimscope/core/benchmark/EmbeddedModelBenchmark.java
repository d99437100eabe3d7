package trimscope.core.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.RowAggregation;

/**
 * What the embedded model takes on this machine:
 *
 * <pre>mvn -q -Pbenchmark -pl core test</pre>
 *
 * <p>{@code vision} encodes the picture, {@code prefill} reads the prompt (projections of visual tokens and selection included),
 * {@code decode} is one token, {@code map} is one answer token's map over all cross-attention layers and heads, {@code maps} those of
 * a whole answer as one. What capturing queries costs is told by {@link CaptureOverhead}, what a new ratio's
 * first token costs by {@link NewRatio}.
 */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 6, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EmbeddedModelBenchmark {
    /** A run that has read the prompt, new for every call. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set by prefill
    public static class FreshRun {
        @Param({"1.0", "0.1"})
        public double ratio;

        private DecoderRun run;

        @Setup(Level.Invocation)
        public void prefill(BenchmarkedModel model) {
            run = model.prefill(ratio);
        }

        @TearDown(Level.Invocation)
        public void close() {
            run.close();
        }
    }

    /** A run with an answer. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // set by answer
    public static class Answer {
        private DecoderRun run;
        private List<Integer> rows;

        @Setup(Level.Trial)
        public void answer(BenchmarkedModel model) {
            run = model.prefill(1);
            model.decode(run);
            rows = IntStream.range(model.promptLength(), model.promptLength() + BenchmarkedModel.STEPS)
                    .boxed()
                    .toList();
        }

        @TearDown(Level.Trial)
        public void close() {
            run.close();
        }

        List<float[][]> maps(BenchmarkedModel model, List<Integer> of) {
            List<float[][]> maps = new ArrayList<>();
            for (int place = 0; place < model.crossLayers(); place++) {
                maps.add(run.attention(place, of, RowAggregation.SUM));
            }
            return maps;
        }
    }

    /** Keep ratio of a prefill. */
    @State(Scope.Thread)
    public static class Ratio {
        @Param({"1.0", "0.1"})
        public double ratio;
    }

    @Benchmark
    public void vision(BenchmarkedModel model) {
        model.encode().close();
    }

    @Benchmark
    public void prefill(BenchmarkedModel model, Ratio ratio) {
        model.prefill(ratio.ratio).close();
    }

    @Benchmark
    @OperationsPerInvocation(BenchmarkedModel.STEPS)
    public void decode(BenchmarkedModel model, FreshRun fresh) {
        model.decode(fresh.run);
    }

    @Benchmark
    public List<float[][]> map(BenchmarkedModel model, Answer answer) {
        return answer.maps(model, answer.rows.subList(0, 1));
    }

    @Benchmark
    public List<float[][]> maps(BenchmarkedModel model, Answer answer) {
        return answer.maps(model, answer.rows);
    }

    /** Runs everything; arguments are those of JMH, of which {@code -f}, {@code -wi} and {@code -i} are useful. */
    public static void main(String[] arguments) throws Exception {
        CommandLineOptions given = new CommandLineOptions(arguments);
        String own = EmbeddedModelBenchmark.class.getName();
        Collection<RunResult> results =
                new Runner(new OptionsBuilder().parent(given).include(own).build()).run();
        System.out.println();
        results.forEach(EmbeddedModelBenchmark::print);
        CaptureOverhead.measure().forEach(System.out::println);
        System.out.println(NewRatio.measure());
    }

    private static void print(RunResult result) {
        double millis = millis(result);
        System.out.printf(
                Locale.ROOT,
                "%-40s %9.3f ms ± %.3f%s%n",
                name(result),
                millis,
                error(result),
                name(result).startsWith("decode") ? String.format(Locale.ROOT, " (%.0f tokens/s)", 1000 / millis) : "");
    }

    private static double error(RunResult result) {
        return result.getPrimaryResult().getScoreError();
    }

    private static String name(RunResult result) {
        String label = result.getPrimaryResult().getLabel();
        String ratio = result.getParams().getParam("ratio");
        return ratio == null ? label : label + " at " + ratio;
    }

    private static double millis(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
