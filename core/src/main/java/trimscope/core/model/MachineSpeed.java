package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import trimscope.core.device.ComputeDevice;
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
    private static final int REPEATS = 5;

    /**
     * How much work is timed at once. A GPU begins with the next call before the last one is done: what is timed must be long against the
     * call and the waiting for its end.
     *
     * @param side of the square matrices of a product
     * @param calls one after another
     */
    private record Work(long side, int calls) {
        static Work on(ComputeDevice device) {
            return device.isCpu() ? new Work(2048, 1) : new Work(8192, 16);
        }

        /** Seconds of a call in the fastest attempt. */
        double best(Kernels kernels, String kernel, NDArray x, Object y) {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < REPEATS; i++) {
                long start = System.nanoTime();
                for (int call = 1; call < calls; call++) {
                    call(kernels, kernel, x, y, false);
                }
                call(kernels, kernel, x, y, true);
                best = Math.min(best, System.nanoTime() - start);
            }
            return best / 1e9 / calls;
        }

        private static void call(Kernels kernels, String kernel, NDArray x, Object y, boolean last) {
            try (NDManager scope = kernels.newManager()) {
                NDArray result = kernels.call(scope, kernel, x, y);
                if (last) {
                    kernels.waitFor(result);
                }
            }
        }
    }

    /** Measures for about a second; the best of some attempts counts. */
    static MachineSpeed measure(Kernels kernels, ModelOptions options) {
        Precision precision = options.precision();
        Work work = Work.on(options.device());
        long side = work.side();
        try (NDManager manager = kernels.newManager()) {
            NDArray from = random(kernels, manager, options, precision, COPIED_BYTES / precision.bytes());
            NDArray to = random(kernels, manager, options, precision, COPIED_BYTES / precision.bytes());
            double copySeconds = work.best(kernels, "copy_into", from, to);
            NDArray rows = random(kernels, manager, options, precision, side, side);
            NDArray weight = random(kernels, manager, options, kernels.storedPrecision(options), side, side);
            boolean packs = kernels.packs(options);
            try (Value linear = kernels.make("linear_of", List.of(weight), List.of(), precision.code(), packs, true)) {
                double productSeconds = work.best(kernels, "linear", rows, linear);
                return new MachineSpeed(2.0 * COPIED_BYTES / copySeconds, 2.0 * side * side * side / productSeconds);
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
}
