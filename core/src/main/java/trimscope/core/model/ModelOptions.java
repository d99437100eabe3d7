package trimscope.core.model;

import java.util.OptionalInt;
import java.util.Set;
import trimscope.core.device.ComputeDevice;

/**
 * How to compute.
 *
 * @param precision number format of weights and activations
 * @param tap what an index of {@code intermediate_layers_indices} means (specification section 0.A)
 * @param rowMask what is zeroed for text rows that see no image (specification section 0.B)
 * @param device where weights lie and work is done
 * @param wantedThreads threads that compute on a CPU; empty for as many as suit the model
 */
public record ModelOptions(
        Precision precision, IntermediateTap tap, RowMask rowMask, ComputeDevice device, OptionalInt wantedThreads) {
    private static final long LARGE = 100_000_000;

    private static final Set<String> X86 = Set.of("amd64", "x86_64");

    /**
     * Number format of weights and activations. The largest number of float16 is 65504, which weights and activations of a model trained
     * in bfloat16 may pass: that is noticed and refused, so it is never chosen unasked ({@code docs/decisions/number-formats.md}).
     */
    public enum Precision {
        FLOAT32(6, 4, "float32"),
        BFLOAT16(15, 2, "bfloat16"),
        FLOAT16(5, 2, "float16");

        private static final long SMALL_BYTES = 1_000_000_000;

        private final int code;
        private final int bytes;
        private final String label;

        Precision(int code, int bytes, String label) {
            this.code = code;
            this.bytes = bytes;
            this.label = label;
        }

        /**
         * What to compute in unless somebody says otherwise: float32 for small models, where it costs nothing and rounds least.
         *
         * @param bytes size of the weights on disk
         */
        public static Precision suited(long bytes) {
            return bytes < SMALL_BYTES ? FLOAT32 : BFLOAT16;
        }

        /** TorchScript's number of the dtype. */
        int code() {
            return code;
        }

        /** Bytes of one element. */
        public int bytes() {
            return bytes;
        }

        /** The dtype's name in config.json. */
        public String label() {
            return label;
        }
    }

    /** Which hidden state an index names. */
    public enum IntermediateTap {
        /** The state that enters the layer: how the published weights were trained. */
        LAYER_INPUT,
        /** The state that leaves the layer: transformers since mid-2025. */
        LAYER_OUTPUT
    }

    /** What text rows that see no image lose in a cross-attention layer. */
    public enum RowMask {
        /** Only the MLP's output, as in all transformers versions. */
        MLP_ONLY,
        /** The attention's output too, as in the original code. */
        BOTH
    }

    /** Float32 on the CPU with both switches as the specification states. */
    public static ModelOptions defaults() {
        return new ModelOptions(
                Precision.FLOAT32,
                IntermediateTap.LAYER_INPUT,
                RowMask.MLP_ONLY,
                ComputeDevice.CPU,
                OptionalInt.empty());
    }

    /**
     * Whether linear layers that are stored in 16 bits stay so in memory: for float32 products on a CPU of the x86 family
     * ({@code docs/decisions/kernels.md}).
     */
    public boolean packs() {
        return device.isCpu() && precision == Precision.FLOAT32 && X86.contains(System.getProperty("os.arch"));
    }

    /** Whether a model of this many parameters has layers that take milliseconds and more. */
    static boolean isLarge(long parameters) {
        return parameters >= LARGE;
    }

    /**
     * Threads that compute a model of this many parameters. Operators of a small one are too short to share: waiting for a second thread
     * can cost more than it saves.
     */
    int threads(long parameters) {
        return wantedThreads.orElseGet(
                () -> isLarge(parameters) ? Runtime.getRuntime().availableProcessors() : 1);
    }

    public ModelOptions withPrecision(Precision other) {
        return new ModelOptions(other, tap, rowMask, device, wantedThreads);
    }

    public ModelOptions withTap(IntermediateTap other) {
        return new ModelOptions(precision, other, rowMask, device, wantedThreads);
    }

    public ModelOptions withRowMask(RowMask other) {
        return new ModelOptions(precision, tap, other, device, wantedThreads);
    }

    public ModelOptions withDevice(ComputeDevice other) {
        return new ModelOptions(precision, tap, rowMask, other, wantedThreads);
    }

    /**
     * The same with a number of threads.
     *
     * @param threads at least 1
     */
    public ModelOptions withThreads(int threads) {
        return new ModelOptions(precision, tap, rowMask, device, OptionalInt.of(threads));
    }
}
