package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.demo.SampleGallery;
import trimscope.core.model.AlteredModel;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LiveArrays;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.model.NotFiniteException;

/** A model that works until one word is read. */
class NotFiniteAnswerTest {
    private static final String BAD = "Is there a " + AlteredModel.WORD + "?";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void theQuestionFailsAndTheModelLivesOn(double ratio) throws Exception {
        new AlteredModel(folder).nanAtWord();
        AnswerSettings settings = AnswerSettings.greedy(Trimming.atRatio(ratio));
        try (ChatModel model = ChatModel.load(folder, ModelOptions.defaults(), new Cancellation());
                ChatSession session = model.open(SampleGallery.samples().get(0).picture(), new Cancellation());
                Generation good = session.ask(List.of(), "What is this?", settings, new Cancellation())) {
            good.forEachRemaining(step -> {});
            LiveArrays before = LiveArrays.of(model.mllama());
            NotFiniteException e = assertThrows(
                    NotFiniteException.class, () -> session.ask(List.of(), BAD, settings, new Cancellation()));
            assertEquals("The model's numbers are not finite: its weights may be damaged.", e.getMessage());
            assertEquals(before, LiveArrays.of(model.mllama()), "nothing of it is left");
            assertThrows(
                    NotFiniteException.class,
                    () -> session.followUp(good, BAD, settings, new Cancellation())
                            .next());
            try (Generation again = session.ask(List.of(), "What is this?", settings, new Cancellation())) {
                again.forEachRemaining(step -> {});
                assertEquals(good.tokens(), again.tokens());
            }
        }
    }

    @Test
    void anOverflowIsTheFormatsAlone() throws Exception {
        new AlteredModel(folder).overflowAtWord();
        AnswerSettings settings = AnswerSettings.greedy(Trimming.none());
        for (Precision precision : Precision.values()) {
            ModelOptions options = ModelOptions.defaults().withPrecision(precision);
            try (ChatModel model = ChatModel.load(folder, options, new Cancellation());
                    ChatSession session =
                            model.open(SampleGallery.samples().get(0).picture(), new Cancellation())) {
                if (precision == Precision.FLOAT16) {
                    assertThrows(
                            NotFiniteException.class, () -> session.ask(List.of(), BAD, settings, new Cancellation()));
                } else {
                    try (Generation answer = session.ask(List.of(), BAD, settings, new Cancellation())) {
                        assertFalse(Double.isNaN(answer.next().probability()));
                    }
                }
            }
        }
    }
}
