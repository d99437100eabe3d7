package trimscope.core.memory;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.checkpoint.VisionConfig;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;

/**
 * What a model with one picture and one conversation will hold, told from its configuration (specification section 6.3) before
 * anything is loaded.
 *
 * @param device whose memory this is about
 * @param precision number format of the computation
 * @param parts in the order in which they come to be
 */
public record MemoryEstimate(ComputeDevice device, Precision precision, List<Part> parts) {
    /** Text tokens of the conversation that is reckoned with. */
    public static final int TEXT_TOKENS = 2048;

    private static final long MIB = 1L << 20;
    /** The Java heap and native libraries: what the program takes with the embedded model, less that model. */
    private static final long PROGRAM = 320 * MIB;
    /** CUDA's context, its libraries' workspaces, and what its allocator does not give back at once. */
    private static final long CUDA = 1024 * MIB;
    /** Scores of the selection and probabilities of maps exist in chunks of 64 MiB, each with one copy. */
    private static final long ATTENTION_CHUNKS = 128 * MIB;

    /**
     * One share of the memory.
     *
     * @param what for people
     * @param mapped whether it is a file's page cache, which the system takes back when it needs to
     */
    public record Part(String what, long bytes, boolean mapped) {}

    public MemoryEstimate {
        parts = List.copyOf(parts);
    }

    /** For a checkpoint, loaded with these options. */
    public static MemoryEstimate of(Checkpoint checkpoint, ModelOptions options) {
        long mapped = 0;
        long held = 0;
        for (TensorEntry tensor : checkpoint.tensors()) {
            boolean asStored = tensor.type().label().equals(options.precision().label())
                    && tensor.offset() % tensor.type().bytes() == 0;
            if (options.device().isCpu() && asStored) {
                mapped += tensor.bytes();
            } else {
                held += tensor.elements() * bytes(tensor.isLinear(), tensor.type(), options);
            }
        }
        return of(checkpoint.config(), options, mapped, held);
    }

    /** For weights that are made in memory. */
    public static MemoryEstimate ofRandomWeights(MllamaConfig config, ModelOptions options) {
        long held = config.tensorShapes().entrySet().stream()
                .mapToLong(tensor -> {
                    boolean linear = TensorEntry.isLinear(tensor.getKey(), tensor.getValue());
                    long elements = TensorEntry.elements(tensor.getValue());
                    return elements * bytes(linear, ElementType.BF16, options);
                })
                .sum();
        return of(config, options, 0, held);
    }

    /** Of one number of a tensor that is not mapped. */
    private static int bytes(boolean linear, ElementType stored, ModelOptions options) {
        return linear && options.packs() ? stored.bytes() : options.precision().bytes();
    }

    /**
     * For weights of which so many bytes stay in their files.
     *
     * @param mapped bytes that are read where they lie on disk
     * @param held bytes of weights in the device's own memory
     */
    static MemoryEstimate of(MllamaConfig config, ModelOptions options, long mapped, long held) {
        int bytes = options.precision().bytes();
        boolean onCpu = options.device().isCpu();
        return new MemoryEstimate(
                options.device(),
                options.precision(),
                List.of(
                        new Part("weights, mapped from disk", mapped, true),
                        new Part("weights, in memory", held, false),
                        new Part("picture", picture(config, bytes), false),
                        new Part("cross-attention caches, full and trimmed", crossCaches(config, bytes), false),
                        new Part("caches of " + TEXT_TOKENS + " text tokens", textCaches(config.text(), bytes), false),
                        new Part("intermediate results", activations(config, bytes), false),
                        new Part(onCpu ? "program" : "CUDA", onCpu ? PROGRAM : CUDA, false)));
    }

    /** N·E cross-attention states. */
    private static long picture(MllamaConfig config, int bytes) {
        return visualTokens(config.vision()) * config.text().hiddenSize() * bytes;
    }

    /** 2·K·d numbers a visual token and layer; a trimmed run beside the full one holds at most as much again but for the first layer. */
    private static long crossCaches(MllamaConfig config, int bytes) {
        long layers = config.text().crossLayers().size();
        return (2 * layers - 1) * crossCacheOfOneLayer(config, bytes);
    }

    static long crossCacheOfOneLayer(MllamaConfig config, int bytes) {
        return 2L * config.text().keyValueHeads() * config.text().headSize() * bytes * visualTokens(config.vision());
    }

    /** Keys and values of the self-attention layers, captured queries of the cross-attention layers. */
    private static long textCaches(TextConfig text, int bytes) {
        long cross = text.crossLayers().size();
        long keysAndValues = 2L * text.keyValueHeads() * text.headSize() * (text.layers() - cross);
        long queries = (long) text.heads() * text.headSize() * cross;
        return TEXT_TOKENS * (keysAndValues + queries) * bytes;
    }

    /** The larger of the picture's and the text's: they do not live at the same time. */
    private static long activations(MllamaConfig config, int bytes) {
        VisionConfig vision = config.vision();
        long rows = (long) vision.maxTiles() * vision.paddedTokensPerTile();
        int taps = vision.intermediateLayers().size();
        // Of a layer: input, norm, queries, keys, values, attention; the two halves of the MLP. Then the states that
        // were kept, their
        // interleaving and the output.
        long ofPicture = rows * (vision.hiddenSize() * (6L + 3L * taps + 1) + 2L * vision.intermediateSize()) * bytes;
        TextConfig text = config.text();
        long ofText = TEXT_TOKENS * (6L * text.hiddenSize() + 3L * text.intermediateSize()) * bytes
                + 4L * text.vocabularySize();
        return Math.max(ofPicture, ofText) + ATTENTION_CHUNKS;
    }

    private static long visualTokens(VisionConfig vision) {
        return (long) vision.maxTiles() * vision.tokensPerTile();
    }

    /** Bytes that must be there. */
    public long needed() {
        return parts.stream()
                .filter(part -> !part.mapped())
                .mapToLong(Part::bytes)
                .sum();
    }

    /** Bytes of files that should stay in the page cache, or each token reads them again. */
    public long mapped() {
        return parts.stream().filter(Part::mapped).mapToLong(Part::bytes).sum();
    }

    /**
     * Holds the need against what is free.
     *
     * @param free where to ask
     * @param givenBack bytes that will be free before loading begins, because another model goes
     */
    public MemoryVerdict against(FreeMemory free, long givenBack) {
        OptionalLong told = free.bytes(device);
        if (told.isEmpty()) {
            return new MemoryVerdict(
                    MemoryVerdict.Level.UNKNOWN,
                    "About " + gigabytes(needed()) + " are needed; "
                            + (device.isCpu()
                                    ? "what is free cannot be told on this system."
                                    : device.label() + " does not tell what is free, or is not there."));
        }
        long found = told.getAsLong() + givenBack;
        String numbers = "about " + gigabytes(needed()) + " of " + (device.isCpu() ? "memory" : "the GPU's memory")
                + " needed, " + gigabytes(found) + " free";
        if (needed() > found) {
            return device.isCpu()
                    ? new MemoryVerdict(
                            MemoryVerdict.Level.REFUSED,
                            "This model does not fit into memory: " + numbers + ". Close other programs, "
                                    + (precision == Precision.BFLOAT16 || mapped() > 0 ? "" : "choose bfloat16, ")
                                    + "or take a smaller model.")
                    : new MemoryVerdict(
                            MemoryVerdict.Level.TIGHT,
                            "This model may not fit into the GPU's memory: " + numbers + ".");
        }
        if (needed() + mapped() > found) {
            return new MemoryVerdict(
                    MemoryVerdict.Level.SLOW,
                    "This model works, but slowly: its weights (" + gigabytes(mapped())
                            + ") do not stay in memory (" + gigabytes(found)
                            + " free), so that each token reads them from disk again.");
        }
        return new MemoryVerdict(MemoryVerdict.Level.FITS, "Fits: " + numbers + ".");
    }

    /**
     * Holds the need against what is free where another model goes for this one if there is no room for both.
     *
     * @param before what that model holds
     */
    public MemoryVerdict inPlaceOf(MemoryEstimate before, FreeMemory free) {
        MemoryVerdict beside = against(free, 0);
        return beside.hasRoom() || !before.device.equals(device) ? beside : against(free, before.needed());
    }

    /** Bytes as people write them, in units of 10⁹, or of 10⁶ where those are small. */
    public static String gigabytes(long bytes) {
        return text(bytes, 100_000_000);
    }

    /** How much of something is there already, such as {@code 64 MB of 1.3 GB}; finer below 1 GB, as it is seen to grow. */
    public static String progress(long bytes, long all) {
        return text(bytes, 999_500_000) + " of " + text(all, 999_500_000);
    }

    private static String text(long bytes, long leastGigabytes) {
        return bytes < leastGigabytes
                ? String.format(Locale.ROOT, "%d MB", Math.round(bytes / 1e6))
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
