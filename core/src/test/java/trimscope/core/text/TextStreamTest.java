package trimscope.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextStreamTest {
    private static final int VOCABULARY = 1025;

    private Tokenizer tokenizer;
    private HuggingFaceTokenizer library;

    @BeforeAll
    void open() throws Exception {
        tokenizer = DemoTokenizer.open();
        library = HuggingFaceTokenizer.newInstance(
                DemoTokenizer.folder(), Map.of("truncation", "false", "padding", "false"));
    }

    @AfterAll
    void close() {
        tokenizer.close();
        library.close();
    }

    @Test
    void randomTokensStreamToWhatTheLibraryDecodes() {
        Random random = new Random(20250401);
        for (int round = 0; round < 3000; round++) {
            // Every second sequence from the bytes alone, where characters break most often.
            int bound = round % 2 == 0 ? VOCABULARY : 256;
            int[] ids = random.ints(random.nextInt(40), 0, bound).toArray();
            String expected = library.decode(Arrays.stream(ids).asLongStream().toArray(), true);
            assertEquals(expected, streamed(ids), () -> Arrays.toString(ids));
            assertEquals(expected, tokenizer.decode(ids), () -> Arrays.toString(ids));
        }
    }

    @Test
    void charactersOfSeveralTokensNeverComeInParts() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(20, 0, 0x110000)
                    .filter(character -> character < 0xD800 || character > 0xDFFF)
                    .filter(character -> character != 0xFFFD)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            TextStream stream = tokenizer.stream();
            StringBuilder whole = new StringBuilder();
            for (int id : tokenizer.encode(text)) {
                String part = stream.push(id);
                assertFalse(part.contains("\uFFFD"));
                assertFalse(!part.isEmpty() && Character.isLowSurrogate(part.charAt(0)));
                whole.append(part);
                assertEquals(text.substring(0, whole.length()), whole.toString());
            }
            assertEquals("", stream.finish());
            assertEquals(text, whole.toString());
        }
    }

    @Test
    void anEmojiAppearsWithItsLastToken() {
        int[] ids = tokenizer.encode("🦉");
        assertEquals(4, ids.length);
        TextStream stream = tokenizer.stream();
        assertEquals("", stream.push(ids[0]));
        assertEquals("", stream.push(ids[1]));
        assertEquals("", stream.push(925));
        assertEquals("", stream.push(ids[2]));
        assertEquals("🦉", stream.push(ids[3]));
        assertEquals("", stream.finish());
    }

    @Test
    void aCharacterThatStaysOpenIsReplacedAtTheEnd() {
        int[] ids = tokenizer.encode("🦉");
        TextStream stream = tokenizer.stream();
        assertEquals("", stream.push(ids[0]));
        assertEquals("\uFFFD", stream.finish());
        assertEquals("a", stream.push(tokenizer.encode("a")[0]) + stream.finish());
    }

    private String streamed(int[] ids) {
        TextStream stream = tokenizer.stream();
        return IntStream.of(ids).mapToObj(stream::push).reduce("", String::concat) + stream.finish();
    }
}
