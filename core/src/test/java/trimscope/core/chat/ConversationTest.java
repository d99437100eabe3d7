package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.chat.EmbeddedChat.Forced;
import trimscope.core.demo.SampleGallery;
import trimscope.core.model.Cancellation;
import trimscope.core.text.Turn;

/** Several turns on one picture: under the first turn's selection, and up to the model's limit. */
class ConversationTest extends ChatTest {
    @ParameterizedTest
    @CsvSource({"1, 0.1", "2, 0.25", "5, 0.5", "8, 0.1"})
    void furtherTurnsAreAFreshPrefillUnderTheFirstSelection(int picture, double ratio) throws Exception {
        List<String> questions = SampleGallery.samples().get(picture - 1).questions();
        AnswerSettings settings = AnswerSettings.greedy(Trimming.atRatio(ratio));
        List<Generation> answers = new ArrayList<>();
        try (ChatSession session = EmbeddedChat.open(model, picture)) {
            answers.add(EmbeddedChat.answer(session, questions.get(0), settings));
            for (int i = 1; i < questions.size(); i++) {
                Generation previous = answers.get(i - 1);
                Generation next = session.followUp(previous, questions.get(i), settings, new Cancellation());
                next.forEachRemaining(step -> {});
                answers.add(next);
                AnswerSettings forced =
                        settings.withTrimming(Forced.as(answers.get(0).prefill().kept()));
                try (Generation fresh = EmbeddedChat.answer(session, previous.turns(), questions.get(i), forced)) {
                    assertEquals(EmbeddedChat.promptIds(fresh), EmbeddedChat.promptIds(next));
                    assertEquals(fresh.tokens(), next.tokens());
                    assertEquals(fresh.text(), next.text());
                    assertEquals(fresh.prefill().kept(), next.prefill().kept());
                    assertEquals(fresh.costs().cacheBytes(), next.costs().cacheBytes());
                }
            }
            assertEquals(1, session.encodings());
        } finally {
            answers.forEach(Generation::close);
        }
    }

    @Test
    void aFurtherTurnLeavesTheEarlierAnswerAsItIs() throws Exception {
        AnswerSettings settings = EmbeddedChat.greedy(0.25, 40, false);
        try (ChatSession session = EmbeddedChat.open(model, 3);
                Generation first = session.ask(List.of(), "What is in the picture?", settings, new Cancellation());
                Generation whole = EmbeddedChat.answer(session, "What is in the picture?", settings)) {
            for (int i = 0; i < 5; i++) {
                first.next();
            }
            try (Generation aside = session.followUp(first, "Where is the boat", settings, new Cancellation())) {
                aside.forEachRemaining(step -> {});
                assertEquals(2, aside.turns().size());
            }
            first.forEachRemaining(step -> {});
            assertEquals(whole.tokens(), first.tokens());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "4"})
    void anUnfinishedAnswerIsClosedBeforeTheNextQuestion(int steps) throws Exception {
        AnswerSettings settings = EmbeddedChat.greedy(1, 40, false);
        String question = "Show me the orange.";
        try (ChatSession session = EmbeddedChat.open(model, 3);
                Generation first = session.ask(List.of(), "What is in the picture?", settings, new Cancellation())) {
            for (int i = 0; i < steps; i++) {
                first.next();
            }
            try (Generation next = session.followUp(first, question, settings, new Cancellation());
                    Generation fresh = EmbeddedChat.answer(session, first.turns(), question, settings)) {
                next.forEachRemaining(step -> {});
                assertEquals(EmbeddedChat.promptIds(fresh), EmbeddedChat.promptIds(next));
                assertEquals(fresh.tokens(), next.tokens());
            }
        }
    }

    /** A question that makes the prompt exactly that long. */
    private static String question(int promptLength) {
        StringBuilder text = new StringBuilder("What is in the picture?");
        int missing = promptLength - model.layout().prompt(List.of(), text.toString()).length;
        text.append(" the".repeat(missing));
        int length = model.layout().prompt(List.of(), text.toString()).length;
        assertEquals(promptLength, length, "one token for each word more");
        return text.toString();
    }

    @Test
    void aPromptWithoutRoomForAnAnswerIsRefusedInOneSentence() throws Exception {
        int limit = model.info().contextLength();
        AnswerSettings settings = EmbeddedChat.greedy(0.1, 5, false);
        try (ChatSession session = EmbeddedChat.open(model, 1)) {
            String tooLong = question(limit);
            ContextLimitException refused = assertThrows(
                    ContextLimitException.class, () -> session.ask(List.of(), tooLong, settings, new Cancellation()));
            assertEquals(
                    "The conversation is " + limit + " tokens long, but this model reads at most " + limit
                            + ": start a new one or ask something shorter.",
                    refused.getMessage());
            try (Generation usable = EmbeddedChat.answer(session, "What is in the picture", settings)) {
                assertThrows(
                        ContextLimitException.class,
                        () -> session.followUp(usable, tooLong, settings, new Cancellation()));
                assertEquals(5, usable.tokens().size());
                assertTrue(usable.prefill().kept().isPresent());
            }
        }
    }

    @Test
    void anAnswerEndsAtTheLimit() throws Exception {
        int limit = model.info().contextLength();
        // Hot enough that no stop token ends it first: with this seed it does not.
        AnswerSettings settings = new AnswerSettings(Trimming.atRatio(0.5), new Sampling(3, 0, 1, 4), 50, false);
        try (ChatSession session = EmbeddedChat.open(model, 1);
                Generation generation = EmbeddedChat.answer(session, question(limit - 6), settings)) {
            assertEquals(FinishReason.CONTEXT_LIMIT, generation.finishReason());
            assertEquals(6, generation.tokens().size());
            assertFalse(generation.hasNext());
        }
    }

    @Test
    void turnsHoldTheConversation() throws Exception {
        AnswerSettings settings = EmbeddedChat.greedy(1, 3, false);
        List<Turn> earlier = List.of(new Turn("What is that?", List.of(5, 6)));
        try (ChatSession session = EmbeddedChat.open(model, 4);
                Generation generation = EmbeddedChat.answer(session, earlier, "And that?", settings)) {
            assertEquals(FinishReason.MAX_TOKENS, generation.finishReason());
            assertEquals(List.of(earlier.get(0), new Turn("And that?", generation.tokens())), generation.turns());
        }
    }
}
