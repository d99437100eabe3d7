package trimscope.core.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;

/**
 * An opened model folder as published on Hugging Face: configuration, and the place of every tensor over all shards.
 * Opening reads the headers only and checks everything, so that whoever maps the weights afterwards finds each tensor
 * of the configuration where it is said to be, in the shape that follows from {@link MllamaConfig}.
 */
public final class Checkpoint {
    private static final String CONFIG = "config.json";
    private static final String SINGLE_FILE = "model.safetensors";

    private final Path folder;
    private final MllamaConfig config;
    private final PreprocessorConfig preprocessor;
    private final GenerationConfig generation;
    private final Map<String, TensorEntry> tensors;

    private Checkpoint(ModelFolder folder) throws CheckpointException {
        this.folder = folder.path();
        this.config = MllamaConfig.read(folder.document(CONFIG));
        this.preprocessor = PreprocessorConfig.read(folder, config.vision());
        this.generation = GenerationConfig.read(folder, config.text());
        this.tensors = readTensors(folder, config);
    }

    /**
     * Opens a folder with {@code config.json}, {@code preprocessor_config.json} or {@code processor_config.json},
     * optionally {@code generation_config.json}, and either {@code model.safetensors} or shards with
     * {@code model.safetensors.index.json}. Where a single file and an index lie side by side the single file counts,
     * as in the reference library.
     *
     * @throws CheckpointException if anything is missing, damaged, contradictory or not supported
     */
    public static Checkpoint open(Path folder) throws CheckpointException {
        return new Checkpoint(ModelFolder.at(folder));
    }

    private static Map<String, TensorEntry> readTensors(ModelFolder folder, MllamaConfig config)
            throws CheckpointException {
        TensorLayout layout = TensorLayout.of(config);
        if (folder.has(SINGLE_FILE)) {
            Path file = folder.file(SINGLE_FILE);
            return layout.match(file, SafetensorsHeader.read(file));
        }
        if (folder.has(ShardIndex.FILE)) {
            return layout.match(folder.file(ShardIndex.FILE), ShardIndex.tensors(folder));
        }
        throw CheckpointException.mismatch(
                folder.path(), "the model", "a folder with " + SINGLE_FILE + " or " + ShardIndex.FILE, "neither");
    }

    /** The folder as it was given. */
    public Path folder() {
        return folder;
    }

    /** Hyper-parameters. */
    public MllamaConfig config() {
        return config;
    }

    /** How pixels become the encoder's input. */
    public PreprocessorConfig preprocessor() {
        return preprocessor;
    }

    /** What ends an answer. */
    public GenerationConfig generation() {
        return generation;
    }

    /** Every tensor that follows from the configuration and no other, in the order of their canonical names. */
    public Collection<TensorEntry> tensors() {
        return Collections.unmodifiableCollection(tensors.values());
    }

    /**
     * The tensor of that canonical name, such as {@code language_model.layers.0.self_attn.q_proj.weight}.
     *
     * @throws IllegalArgumentException if no such tensor follows from the configuration
     */
    public TensorEntry tensor(String canonicalName) {
        TensorEntry entry = tensors.get(canonicalName);
        if (entry == null) {
            throw new IllegalArgumentException("no tensor " + canonicalName + " in this configuration");
        }
        return entry;
    }

    /** Numbers in all tensors. */
    public long parameters() {
        return tensors.values().stream().mapToLong(TensorEntry::elements).sum();
    }

    /** Bytes of all tensors on disk. */
    public long bytes() {
        return tensors.values().stream().mapToLong(TensorEntry::bytes).sum();
    }

    /** The number format that holds most of the bytes; single tensors can have another. */
    public ElementType elementType() {
        return Arrays.stream(ElementType.values())
                .max(Comparator.comparingLong(this::bytes))
                .orElseThrow();
    }

    private long bytes(ElementType type) {
        return tensors.values().stream()
                .filter(entry -> entry.type() == type)
                .mapToLong(TensorEntry::bytes)
                .sum();
    }
}
