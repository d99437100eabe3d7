package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.Precision;

/**
 * What the machine does at best, by the same library and the same threads as a loaded model: the roof under which its times lie.
 *
 * @param copyBytesPerSecond bytes read and written by a copy of an array that no cache holds
 * @param productFlopPerSecond operations of a large matrix product, a multiplication and an addition being two
 */
public record MachineSpeed(double copyBytesPerSecond, double productFlopPerSecond) {
    private static final long COPIED_BYTES = 1L << 28;
    private static final long SIDE = 2048;
    private static final int REPEATS = 5;

    /** Measures for about a second; the best of some attempts counts. */
    static MachineSpeed measure(Kernels kernels, ModelOptions options) {
        Precision precision = options.precision();
        try (NDManager manager = kernels.newManager()) {
            NDArray from = random(kernels, manager, options, precision, COPIED_BYTES / precision.bytes());
            NDArray to = random(kernels, manager, options, precision, COPIED_BYTES / precision.bytes());
            double copySeconds = best(kernels, "copy_into", from, to);
            NDArray rows = random(kernels, manager, options, precision, SIDE, SIDE);
            NDArray weight = random(kernels, manager, options, kernels.storedPrecision(options), SIDE, SIDE);
            boolean packs = kernels.packs(options);
            try (Value linear = kernels.make("linear_of", List.of(weight), List.of(), precision.code(), packs, true)) {
                double productSeconds = best(kernels, "linear", rows, linear);
                return new MachineSpeed(2.0 * COPIED_BYTES / copySeconds, 2.0 * SIDE * SIDE * SIDE / productSeconds);
            }
        }
    }

    private static NDArray random(
            Kernels kernels, NDManager manager, ModelOptions options, Precision precision, long... shape) {
        return kernels.call(
                manager,
                "uniform",
                shape,
                -1.0,
                1.0,
                precision.code(),
                options.device().name());
    }

    /** Seconds of the fastest attempt. */
    private static double best(Kernels kernels, String kernel, NDArray x, Object y) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            try (NDManager scope = kernels.newManager()) {
                long start = System.nanoTime();
                NDArray result = kernels.call(scope, kernel, x, y);
                kernels.waitFor(result);
                best = Math.min(best, System.nanoTime() - start);
            }
        }
        return best / 1e9;
    }
}
