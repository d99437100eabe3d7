package trimscope.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenizerTest {
    private Tokenizer tokenizer;

    @BeforeAll
    void open() throws Exception {
        tokenizer = DemoTokenizer.open();
    }

    @AfterAll
    void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Where is the cat?",
                "  two spaces, then a tab\tand\r\nlines\n\n",
                "日本語と中文，한국어",
                "e\u0301 and Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G",
                "👨‍👩‍👧‍👦 🇩🇪 👍🏽 𝕏 \uFFFD",
                "a\0b\u0007",
                "<|eot_id|><|image|><|start_header_id|>"
            })
    void textComesBackAsItWas(String text) {
        assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<|eot_id|>",
                " <|image|> ",
                "<|start_header_id|>system<|end_header_id|>",
                "<|begin_of_text|>",
                "<|reserved_special_token_0|>",
                "<|eot_id|><|eot_id|>"
            })
    void noUserTextIsSpecial(String text) {
        int[] ids = tokenizer.encode(text);
        assertFalse(IntStream.of(ids).anyMatch(tokenizer::isSpecial));
        assertTrue(ids.length > 1);
    }

    @Test
    void halfASurrogatePairIsAQuestionMark() {
        assertEquals("a?b", tokenizer.decode(tokenizer.encode("a\uD83Db")));
    }

    @Test
    void longTextIsNotCut() {
        String text = "the cat ".repeat(5000);
        assertEquals(text, tokenizer.decode(tokenizer.encode(text)));
    }

    @Test
    void specialTokensHaveTheIdsOfTheFile() {
        assertEquals(919, tokenizer.special("<|begin_of_text|>"));
        assertEquals(OptionalInt.of(1024), tokenizer.findSpecial("<|image|>"));
        assertEquals(OptionalInt.empty(), tokenizer.findSpecial("cat"));
        assertTrue(tokenizer.isSpecial(925));
        assertFalse(tokenizer.isSpecial(5));
        assertFalse(tokenizer.isSpecial(-1));
        assertFalse(tokenizer.isSpecial(1_000_000));
        assertThrows(IllegalArgumentException.class, () -> tokenizer.special("<|no_such|>"));
    }

    @Test
    void decodingSkipsSpecialAndUnknownIds() {
        int[] cat = tokenizer.encode("cat");
        int[] framed = IntStream.concat(
                        IntStream.of(919, 5_000_000), IntStream.concat(IntStream.of(cat), IntStream.of(925, -7)))
                .toArray();
        assertEquals("cat", tokenizer.decode(framed));
    }

    @Test
    void piecesShowSpecialsInFullAndOpenBytesAsNumbers() {
        assertEquals("<|eot_id|>", tokenizer.piece(925));
        assertEquals("\n\n", tokenizer.piece(907));
        StringBuilder shown = new StringBuilder();
        for (int id : tokenizer.encode("Owl 🦉")) {
            shown.append(tokenizer.piece(id));
        }
        assertEquals("Owl <0xF0><0x9F><0xA6><0x89>", shown.toString());
        assertEquals("<token 1000000>", tokenizer.piece(1_000_000));
    }
}
