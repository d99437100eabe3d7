package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.core.chat.GenerationStep;

class TokenChoiceTest {
    /** The owl comes in two tokens, of which only the second has text. */
    private static final TokenChoice CHOICE =
            choice("The", " sun", "flower", " and", " the", " Sun", ".", " 4", "72", " ", "", "🦉", "!");

    @Test
    void aNumberIsAnIndex() throws CommandFailure {
        assertEquals(List.of(3), CHOICE.named("3"));
        assertEquals(List.of(13), CHOICE.named("13"));
    }

    @Test
    void aNumberBeyondTheAnswerMayBeAWord() throws CommandFailure {
        assertEquals(List.of(7, 8), CHOICE.named("472"));
    }

    @Test
    void wholeWordsGoFirst() throws CommandFailure {
        assertEquals(List.of(5), CHOICE.named("sun"));
        assertEquals(List.of(1, 2), CHOICE.named("Sunflower"));
        assertEquals(List.of(2), CHOICE.named("flow"));
        assertEquals(List.of(3, 4), CHOICE.named("and the"));
    }

    @Test
    void aCharacterOfSeveralTokensIsAllOfThem() throws CommandFailure {
        assertEquals(List.of(10, 11), CHOICE.named("🦉"));
    }

    @Test
    void allLeavesOutTheStopToken() {
        assertEquals(IntStream.range(0, 13).boxed().toList(), CHOICE.all());
        assertEquals(List.of(0), choice().all());
    }

    @Test
    void whatTheAnswerLacksIsAFailure() {
        for (String said : List.of("zebra", "", " ", "99", "-1")) {
            CommandFailure failure = assertThrows(CommandFailure.class, () -> CHOICE.named(said));
            assertTrue(String.valueOf(failure.getMessage()).contains("0 to 13"), failure.getMessage());
        }
    }

    private static TokenChoice choice(String... texts) {
        List<GenerationStep> steps = IntStream.rangeClosed(0, texts.length)
                .mapToObj(i -> i < texts.length
                        ? new GenerationStep(i, i, texts[i], texts[i], 1, false, 1)
                        : new GenerationStep(i, i, "<|eot_id|>", "", 1, true, 1))
                .toList();
        return new TokenChoice(steps);
    }
}
