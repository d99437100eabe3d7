package trimscope.core.synthetic;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.checkpoint.Llama3Scaling;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.RopeConfig;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.checkpoint.VisionConfig;

/**
 * The sizes of a model (specification section 1.1).
 *
 * @param name as on the command line
 * @param config the published hyper-parameters, or those of a model that is small enough for tests
 * @param shardBytes most bytes of weights in one file
 */
public record Shape(String name, MllamaConfig config, long shardBytes) {
    private static final long PUBLISHED_SHARD = 5_000_000_000L;
    private static final long SMALL_SHARD = 8_000_000;
    private static final List<Integer> PUBLISHED_TAPS = List.of(3, 7, 15, 23, 30);
    private static final int PUBLISHED_VISION_LAYERS = 32;
    /** Fewest vision layers over which the five intermediate states can be spread. */
    private static final int LEAST_VISION_LAYERS = 8;

    /** Every shape. */
    public static List<Shape> all() {
        return List.of(
                published("11b", 4096, 40, 32, 14336),
                published("90b", 8192, 100, 64, 28672),
                new Shape("small", new MllamaConfig(smallText(), smallVision(), 1024), SMALL_SHARD));
    }

    /** The shape of that name. */
    public static Optional<Shape> named(String name) {
        return all().stream().filter(shape -> shape.name().equals(name)).findFirst();
    }

    private static Shape published(String name, int hidden, int layers, int heads, int intermediate) {
        RopeConfig rope = new RopeConfig(500_000, Optional.of(new Llama3Scaling(8, 1, 4, 8192)));
        TextConfig text = new TextConfig(
                hidden,
                layers,
                crossLayers(layers),
                heads,
                8,
                intermediate,
                1e-5,
                rope,
                131_072,
                128_256,
                128_000,
                128_004,
                List.of(128_001, 128_008, 128_009));
        VisionConfig vision =
                new VisionConfig(1280, PUBLISHED_VISION_LAYERS, 8, 16, 5120, 1e-5, 560, 14, 4, PUBLISHED_TAPS);
        return new Shape(name, new MllamaConfig(text, vision, 128_256), PUBLISHED_SHARD);
    }

    /** Vocabulary and special tokens are those of the embedded model, whose tokenizer it shares. */
    private static TextConfig smallText() {
        RopeConfig rope = new RopeConfig(500_000, Optional.of(new Llama3Scaling(8, 1, 4, 1024)));
        return new TextConfig(
                256, 10, crossLayers(10), 8, 2, 768, 1e-5, rope, 4096, 1024, 919, 921, List.of(920, 924, 925));
    }

    private static VisionConfig smallVision() {
        return new VisionConfig(160, 8, 2, 4, 640, 1e-5, 112, 14, 4, List.of(1, 3, 5));
    }

    /** Every fifth layer from the fourth on. */
    private static List<Integer> crossLayers(int layers) {
        return IntStream.range(0, layers).filter(i -> i % 5 == 3).boxed().toList();
    }

    /**
     * The same widths with fewer layers.
     *
     * @param layers text layers, cross-attention layers included; at least 9, so that two of them are such
     * @param visionLayers local layers of the vision encoder; at least 8
     */
    public Shape cut(int layers, int visionLayers) {
        TextConfig text = config.text();
        VisionConfig vision = config.vision();
        if (layers < 9 || layers > text.layers()) {
            throw new IllegalArgumentException("layers must be from 9 to " + text.layers() + ", found " + layers);
        }
        if (visionLayers < LEAST_VISION_LAYERS || visionLayers > vision.localLayers()) {
            throw new IllegalArgumentException("vision layers must be from " + LEAST_VISION_LAYERS + " to "
                    + vision.localLayers() + ", found " + visionLayers);
        }
        TextConfig cutText = new TextConfig(
                text.hiddenSize(),
                layers,
                crossLayers(layers),
                text.heads(),
                text.keyValueHeads(),
                text.intermediateSize(),
                text.rmsNormEps(),
                text.rope(),
                text.maxPositions(),
                text.vocabularySize(),
                text.bosTokenId(),
                text.padTokenId(),
                text.eosTokenIds());
        VisionConfig cutVision = new VisionConfig(
                vision.hiddenSize(),
                visionLayers,
                vision.globalLayers(),
                vision.heads(),
                vision.intermediateSize(),
                vision.normEps(),
                vision.imageSize(),
                vision.patchSize(),
                vision.maxTiles(),
                vision.intermediateLayers().stream()
                        .map(tap -> tap * visionLayers / vision.localLayers())
                        .toList());
        return new Shape(name, new MllamaConfig(cutText, cutVision, config.imageTokenId()), shardBytes);
    }

    /** Whether the sizes are published ones, so that the special tokens have the published numbers. */
    boolean isPublished() {
        return !name.equals("small");
    }
}
