package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.image.TiledImage;

/**
 * The loaded model: the root of its native memory. One thread owns it from load to close; only {@link Cancellation} may be touched
 * by others.
 */
public final class Mllama implements AutoCloseable {
    private final Kernels kernels;
    private final MllamaConfig config;
    private final ModelOptions options;
    private final Weights weights;
    private final VisionEncoder vision;
    private final TextDecoder decoder;

    private Mllama(Kernels kernels, Weights weights, MllamaConfig config, ModelOptions options) {
        this.kernels = kernels;
        this.weights = weights;
        this.config = config;
        this.options = options;
        try (Unfinished unfinished = new Unfinished()) {
            vision = unfinished.part(
                    new VisionEncoder(kernels, weights, config.vision(), options.tap()), VisionEncoder::close);
            boolean large = ModelOptions.isLarge(config.parameters());
            decoder = unfinished.part(
                    new TextDecoder(kernels, weights, config.text(), options, large), TextDecoder::close);
            if (!large) {
                prepareKernels();
            }
            unfinished.finished(this);
        }
    }

    /**
     * TorchScript prepares a kernel when it is first called. That takes longer than a small model's whole answer, so it is not left to the
     * first one, whose times people compare with others.
     */
    private void prepareKernels() {
        int any = config.imageTokenId() == 0 ? 1 : 0;
        try (DecoderRun run = prefill(new int[] {any}, Optional.empty(), Selection.NONE, 2, new Cancellation())) {
            run.feed(any);
        }
    }

    /**
     * Maps the weights and prepares the kernels.
     *
     * @throws CheckpointException if a weight has a number that the wanted format cannot hold
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    public static Mllama load(Checkpoint checkpoint, ModelOptions options, Cancellation cancellation)
            throws CheckpointException {
        return load(checkpoint, options, LoadProgress.NONE, cancellation);
    }

    /** The same, and tells how far it is. */
    public static Mllama load(
            Checkpoint checkpoint, ModelOptions options, LoadProgress progress, Cancellation cancellation)
            throws CheckpointException {
        Kernels kernels = Kernels.load(options.device(), options.threads(checkpoint.parameters()));
        return load(kernels, checkpoint, options, progress, cancellation);
    }

    /** The same with other kernels, which the model then owns. */
    static Mllama load(
            Kernels kernels,
            Checkpoint checkpoint,
            ModelOptions options,
            LoadProgress progress,
            Cancellation cancellation)
            throws CheckpointException {
        try (Unfinished unfinished = new Unfinished()) {
            unfinished.part(options, Mllama::freeUnused);
            unfinished.part(kernels, Kernels::close);
            Weights weights =
                    unfinished.part(Weights.load(kernels, checkpoint, options, progress, cancellation), Weights::close);
            return unfinished.finished(new Mllama(kernels, weights, checkpoint.config(), options));
        }
    }

    /**
     * A model with random weights in memory, for measuring where there is no checkpoint.
     *
     * @param seed the same seed gives the same weights on the same machine
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    public static Mllama random(MllamaConfig config, ModelOptions options, int seed, Cancellation cancellation) {
        Kernels kernels = Kernels.load(options.device(), options.threads(config.parameters()));
        try (Unfinished unfinished = new Unfinished()) {
            unfinished.part(options, Mllama::freeUnused);
            unfinished.part(kernels, Kernels::close);
            Weights weights =
                    unfinished.part(Weights.random(kernels, config, options, seed, cancellation), Weights::close);
            return unfinished.finished(new Mllama(kernels, weights, config, options));
        }
    }

    /** What this machine does at best with the threads that this model uses; takes about a second. */
    public MachineSpeed machineSpeed() {
        return MachineSpeed.measure(kernels, options);
    }

    public MllamaConfig config() {
        return config;
    }

    public ModelOptions options() {
        return options;
    }

    /** Threads that compute, if it is on a CPU. */
    public int threads() {
        return options.threads(config.parameters());
    }

    /** Bytes that a number of a linear layer's weight takes in memory: 2 for float32 products too, if it was stored so. */
    public int weightBytes() {
        return weights.bytesOfLinear();
    }

    /**
     * How far each cross-attention layer is open.
     *
     * @param layer decoder layer index
     * @param attention tanh of {@code cross_attn_attn_gate}
     * @param mlp tanh of {@code cross_attn_mlp_gate}
     */
    public record Gate(int layer, double attention, double mlp) {}

    /** The gates of all cross-attention layers, in order. */
    public List<Gate> gates() {
        List<Gate> out = new ArrayList<>();
        for (int layer : config.text().crossLayers()) {
            String prefix = "language_model.layers." + layer + ".cross_attn_";
            out.add(new Gate(layer, gate(prefix + "attn_gate"), gate(prefix + "mlp_gate")));
        }
        return out;
    }

    private double gate(String name) {
        return Math.tanh(weights.numbers(name)[0]);
    }

    /**
     * Encodes the pictures of one prompt.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public VisualTokens encode(List<TiledImage> pictures, Cancellation cancellation) {
        try (Unfinished unfinished = new Unfinished();
                NDManager scope = kernels.newManager()) {
            NDManager manager = unfinished.part(kernels.newManager(), NDManager::close);
            List<NDArray> states = new ArrayList<>();
            for (TiledImage picture : pictures) {
                states.add(vision.encode(scope, picture, cancellation));
            }
            NDArray all = kernels.call(manager, "concatenate", states, 0);
            // Whoever takes the time must not be told too early.
            kernels.waitFor(all);
            List<Integer> tiles =
                    pictures.stream().map(p -> p.arrangement().tiles()).toList();
            return unfinished.finished(new VisualTokens(kernels, decoder, config.vision(), manager, all, tiles));
        }
    }

    /**
     * Prefills a prompt.
     *
     * @param ids the prompt, with one image token for each picture
     * @param pictures its pictures, if it has any
     * @param capacity most rows that the run may ever hold
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public DecoderRun prefill(
            int[] ids, Optional<VisualTokens> pictures, Selection selection, int capacity, Cancellation cancellation) {
        return prefill(List.of(Prompt.of(ids, pictures, selection, capacity)), cancellation)
                .get(0);
    }

    /**
     * Prefills several prompts at once: all weights are read once for all of them.
     *
     * @param prompts at least one; all with pictures, or all without
     * @return a run for each, in order
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public List<DecoderRun> prefill(List<Prompt> prompts, Cancellation cancellation) {
        return prefill(prompts, cancellation, Observer.NONE);
    }

    List<DecoderRun> prefill(List<Prompt> prompts, Cancellation cancellation, Observer observer) {
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a batch needs at least one prompt");
        }
        return DecoderRun.prefill(kernels, decoder, prompts, config.imageTokenId(), cancellation, observer);
    }

    Kernels kernels() {
        return kernels;
    }

    VisionEncoder vision() {
        return vision;
    }

    TextDecoder decoder() {
        return decoder;
    }

    Weights weights() {
        return weights;
    }

    /**
     * Gives memory that nothing lies in back to the GPU's driver: PyTorch keeps what it once had, and nobody else can tell that from
     * what is in use. Nothing happens on a CPU.
     */
    public void freeUnused() {
        freeUnused(options);
    }

    private static void freeUnused(ModelOptions options) {
        if (!options.device().isCpu()) {
            Kernels.emptyGpuCache();
        }
    }

    @Override
    public void close() {
        try (kernels;
                weights;
                vision;
                decoder) {
            // The last goes first, each whatever becomes of the others.
        } finally {
            freeUnused();
        }
    }
}
