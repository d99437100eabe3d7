package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;

/** A token without an embedding costs a GPU's process everything, so it never gets to kernels. */
class TokenIdsTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdWithoutAnEmbeddingIsRefused(boolean tooLarge) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        try (Mllama model = Mllama.load(checkpoint, ModelOptions.defaults(), new Cancellation());
                DecoderRun run = run(model, 1)) {
            int rows = model.config().text().embeddingRows();
            int wrong = tooLarge ? rows : -1;
            String message = "the model has tokens 0 to " + (rows - 1) + ", found " + wrong;
            LiveArrays before = LiveArrays.of(model);
            assertEquals(message, refusal(() -> run(model, wrong)));
            assertEquals(message, refusal(() -> run.feed(wrong)));
            assertEquals(message, refusal(() -> run.continued(new int[] {wrong}, 3, new Cancellation())));
            assertEquals(before, LiveArrays.of(model));
            try (DecodeBatch batch = DecodeBatch.of(List.of(run, run), 1)) {
                assertEquals(message, refusal(() -> batch.feed(new int[] {1, wrong})));
            }
            run.feed(rows - 1);
            assertEquals(3, run.length());
        }
    }

    private static DecoderRun run(Mllama model, int id) {
        return model.prefill(new int[] {2, id}, Optional.empty(), Selection.NONE, 4, new Cancellation());
    }

    private static String refusal(Runnable work) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, work::run).getMessage());
    }
}
