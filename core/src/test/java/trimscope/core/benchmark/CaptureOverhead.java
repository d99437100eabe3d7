package trimscope.core.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import trimscope.core.model.DecoderRun;

/**
 * What capturing queries costs: the embedded model beside itself with the same kernels less the line that keeps the queries. Both work
 * in turns in one process and each turn is compared with its neighbour, so that whatever else the machine does meets both alike.
 */
final class CaptureOverhead {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 200;

    private CaptureOverhead() {}

    /** Milliseconds of reading the prompt, and of one token behind it. */
    private record Turn(double prefill, double decode) {
        static Turn of(BenchmarkedModel model) {
            long start = System.nanoTime();
            try (DecoderRun run = model.prefill(1)) {
                long read = System.nanoTime();
                model.decode(run);
                long end = System.nanoTime();
                return new Turn((read - start) / 1e6, (end - read) / 1e6 / BenchmarkedModel.STEPS);
            }
        }
    }

    /** One line for prefill and one for decoding. */
    static List<String> measure() throws Exception {
        BenchmarkedModel with = new BenchmarkedModel();
        BenchmarkedModel without = new BenchmarkedModel();
        with.load(true);
        without.load(false);
        double[] prefill = new double[ROUNDS];
        double[] decode = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            // Whoever goes first changes from round to round.
            boolean first = round % 2 == 0;
            Turn one = Turn.of(first ? with : without);
            Turn two = Turn.of(first ? without : with);
            if (round >= 0) {
                prefill[round] = 100 * ((first ? one : two).prefill() / (first ? two : one).prefill() - 1);
                decode[round] = 100 * ((first ? one : two).decode() / (first ? two : one).decode() - 1);
            }
        }
        with.close();
        without.close();
        return List.of(line("prefill", prefill), line("decode", decode));
    }

    private static String line(String what, double[] percents) {
        double[] sorted = DoubleStream.of(percents).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%-40s %9.1f %% (median of %d pairs, quartiles %.1f and %.1f)",
                "capture overhead, " + what,
                sorted[ROUNDS / 2],
                ROUNDS,
                sorted[ROUNDS / 4],
                sorted[3 * ROUNDS / 4]);
    }
}
