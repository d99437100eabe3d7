package trimscope.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import trimscope.core.checkpoint.CheckpointException;

class BrokenTokenizerTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> broken() {
        return Stream.of(
                damage("empty file", json -> "", "JSON"),
                damage("cut off", json -> json.substring(0, json.length() / 2), "is no valid JSON"),
                damage("a list", json -> "[]", "expected a JSON object"),
                damage("no text at all", json -> "\u0000\u0001", "expected a JSON object"),
                damage("deep nesting", json -> "[".repeat(100_000), "is no valid JSON"),
                damage("no model", json -> "{}", "expected an object named model"),
                damage(
                        "other model",
                        json -> json.replace("\"type\": \"BPE\"", "\"type\": \"Unigram\""),
                        "expected type BPE"),
                damage(
                        "other decoder",
                        json -> json.replaceFirst(
                                "(?s)(\"decoder\": \\{\\s*\"type\": )\"ByteLevel\"", "$1\"WordPiece\""),
                        "expected type ByteLevel"),
                damage(
                        "no decoder",
                        json -> json.replace("\"decoder\":", "\"encoder\":"),
                        "expected an object named decoder"),
                damage(
                        "vocabulary is a list",
                        json -> json.replace("\"vocab\": {", "\"vocab\": [], \"old\": {"),
                        "expected an object named vocab"),
                damage("id is text", json -> json.replace("\"!\": 0", "\"!\": \"zero\""), "expected an id"),
                damage("id is negative", json -> json.replace("\"!\": 0", "\"!\": -1"), "expected an id"),
                damage("id is huge", json -> json.replace("\"!\": 0", "\"!\": 99999999999"), "expected an id"),
                damage("one id twice", json -> json.replace("\"!\": 0", "\"!\": 1"), "belongs to two tokens"),
                damage("no added tokens", json -> json.replace("\"added_tokens\":", "\"other\":"), "added_tokens"),
                damage("added token without id", json -> json.replace("\"id\": 919,", ""), "expected an id"),
                damage(
                        "added token without content",
                        json -> json.replace("\"content\": \"<|eot_id|>\",", ""),
                        "has no content"),
                damage("no image token", json -> json.replace("<|image|>", "<|picture|>"), "<|image|> is missing"),
                damage(
                        "merge of unknown parts",
                        json -> json.replaceFirst("\"merges\": \\[", "\"merges\": [[\"QQ\", \"ZZ\"],"),
                        "is no usable tokenizer"),
                damage(
                        "bad expression",
                        json -> json.replace("\"Regex\": \"(?i:", "\"Regex\": \"(((?i:"),
                        "is no usable tokenizer"),
                damage(
                        "unknown splitter",
                        json -> json.replace("\"type\": \"Split\"", "\"type\": \"Splat\""),
                        "is no usable tokenizer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenFileIsOneSentence(String name, UnaryOperator<String> damage, String expected) throws IOException {
        String good = Files.readString(DemoTokenizer.folder().resolve("tokenizer.json"));
        String bad = damage.apply(good);
        assertTrue(!bad.equals(good), "the damage did not hit");
        Files.writeString(folder.resolve("tokenizer.json"), bad);
        assertRefused(expected);
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused("the tokenizer file is missing");
    }

    @Test
    void aFolderInPlaceOfTheFileIsNamed() throws IOException {
        Files.createDirectory(folder.resolve("tokenizer.json"));
        assertRefused("cannot be read");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(folder.resolve("tokenizer.json"), new byte[] {'{', '"', (byte) 0xFF, '"', '}'});
        assertRefused("is no UTF-8 text");
    }

    private void assertRefused(String expected) {
        CheckpointException refusal = assertThrows(CheckpointException.class, () -> Tokenizer.open(folder));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("tokenizer.json") && message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static Arguments damage(String name, UnaryOperator<String> damage, String expected) {
        return Arguments.of(name, damage, expected);
    }
}
