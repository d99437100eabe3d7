package trimscope.app.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WordTest {
    @Test
    void piecesOfAWordAreTogetherAndPunctuationIsByItself() {
        assertEquals(
                List.of("A", "sunflower", "'s", "97", "%", ",", "T", "-", "shirt", "."),
                words(" A", " sun", "flow", "er", " ", "'s", " 9", "7", "%", ",", " T", "-", "shirt", ".").stream()
                        .filter(word -> !word.isEmpty())
                        .toList());
        assertEquals(List.of("don't", "stop"), words(" don", "'t", " stop"));
        assertEquals(
                List.of("caf\uFFFD\uFFFD", "\n", "x").stream()
                        .map(String::strip)
                        .toList(),
                words("caf", "\uFFFD", "\uFFFD", "\n", "x"));
    }

    @Test
    void scriptsWithoutSpacesStayAsTheTokenizerCutThem() {
        assertEquals(List.of("向", "日葵"), words("向", "日葵"));
    }

    @Test
    void aWordEndsWithTheAnswerAndWithTheLayout() {
        List<SequenceToken> tokens = List.of(
                token(0, "user", TokenKind.LAYOUT),
                token(1, "What", TokenKind.PROMPT),
                token(2, "ever", TokenKind.PROMPT),
                token(3, "It", TokenKind.ANSWER),
                token(4, "<|eot_id|>", TokenKind.STOP));
        List<Word> words = Word.of(tokens);
        assertEquals(
                List.of(1, 2, 1, 1),
                words.stream().map(word -> word.tokens().size()).toList());
        assertEquals(List.of(1, 2), Word.around(tokens, 2).positions());
        assertEquals(List.of(3), Word.around(tokens, 3).positions());
        assertFalse(words.get(0).isSpoken());
        assertTrue(words.get(1).isSpoken());
        assertFalse(new Word(List.of(token(5, " !", TokenKind.ANSWER))).isSpoken());
    }

    private static List<String> words(String... texts) {
        List<SequenceToken> tokens = new ArrayList<>();
        for (String text : texts) {
            tokens.add(token(tokens.size(), text, TokenKind.ANSWER));
        }
        return Word.of(tokens).stream().map(Word::text).toList();
    }

    private static SequenceToken token(int position, String text, TokenKind kind) {
        return new SequenceToken(position, position, text, kind, OptionalDouble.empty());
    }
}
