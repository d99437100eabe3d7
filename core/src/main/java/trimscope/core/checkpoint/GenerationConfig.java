package trimscope.core.checkpoint;

import java.util.List;

/**
 * What ends an answer: {@code generation_config.json}, or {@code config.json} where that file or its entry is missing.
 *
 * @param eosTokenIds stop at any of these and do not show it
 */
public record GenerationConfig(List<Integer> eosTokenIds) {
    private static final String FILE = "generation_config.json";
    private static final String KEY = "eos_token_id";

    public GenerationConfig {
        eosTokenIds = List.copyOf(eosTokenIds);
    }

    static GenerationConfig read(ModelFolder folder, TextConfig text) throws CheckpointException {
        if (folder.has(FILE)) {
            JsonFields generation = folder.document(FILE);
            if (generation.has(KEY)) {
                return new GenerationConfig(generation.oneOrMore(KEY, 0, text.embeddingRows() - 1));
            }
        }
        return new GenerationConfig(text.eosTokenIds());
    }
}
