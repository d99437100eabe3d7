package trimscope.core.synthetic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import trimscope.core.demo.EmbeddedModel;

/**
 * The embedded model's tokenizer in a synthetic folder, so that questions can be asked there.
 *
 * <p>Its 919 pieces of text keep their ids; in a folder of a published shape the special tokens of the chat layout get the
 * published ids (specification section 5.1). Every other id of the larger vocabulary has no text.
 */
final class BorrowedTokenizer {
    private static final String FILE = "tokenizer.json";
    private static final Map<String, Integer> PUBLISHED = Map.of(
            "<|begin_of_text|>", 128_000,
            "<|end_of_text|>", 128_001,
            "<|finetune_right_pad_id|>", 128_004,
            "<|start_header_id|>", 128_006,
            "<|end_header_id|>", 128_007,
            "<|eom_id|>", 128_008,
            "<|eot_id|>", 128_009,
            "<|python_tag|>", 128_010,
            "<|image|>", 128_256);

    private BorrowedTokenizer() {}

    /** The text of the file. */
    static String text(Shape shape) throws IOException {
        Path file = EmbeddedModel.folder().resolve(FILE);
        String text = Files.readString(file);
        return shape.isPublished() ? renumbered(text) : text;
    }

    private static String renumbered(String text) {
        JsonObject tokenizer = JsonParser.parseString(text).getAsJsonObject();
        JsonArray added = new JsonArray();
        for (JsonElement element : tokenizer.getAsJsonArray("added_tokens")) {
            JsonObject token = element.getAsJsonObject();
            Integer id = PUBLISHED.get(token.get("content").getAsString());
            if (id != null) {
                token.addProperty("id", id);
                added.add(token);
            }
        }
        tokenizer.add("added_tokens", added);
        return tokenizer.toString();
    }
}
