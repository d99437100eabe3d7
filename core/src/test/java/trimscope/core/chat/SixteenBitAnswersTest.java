package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.SampleGallery;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.text.Turn;

/** The embedded model in 16 bits answers its sample pictures nearly as it does in float32. */
class SixteenBitAnswersTest {
    private static final double RATIO = 0.25;

    private int tokens;
    private int equalTokens;
    private int kept;
    private int equallyKept;

    @ParameterizedTest
    @CsvSource({"BFLOAT16, 0.9", "FLOAT16, 0.98"})
    void mostTokensAreThoseOfFloat32(Precision precision, double least) throws Exception {
        ModelOptions options = ModelOptions.defaults().withPrecision(precision);
        List<TranscriptTest.Transcript> transcripts = TranscriptTest.transcripts();
        try (ChatModel model = ChatModel.load(EmbeddedModel.folder(), options, new Cancellation())) {
            assertEquals(precision.label(), model.info().precision());
            for (int i = 0; i < transcripts.size(); i++) {
                try (ChatSession session =
                        model.open(SampleGallery.samples().get(i).picture(), new Cancellation())) {
                    List<Turn> earlier = new ArrayList<>();
                    for (TranscriptTest.Asked turn : transcripts.get(i).turns()) {
                        compare(session, earlier, turn);
                        earlier.add(new Turn(turn.question(), turn.tokens()));
                    }
                }
            }
        }
        assertTrue(equalTokens >= least * tokens, equalTokens + " of " + tokens + " tokens");
        assertTrue(equallyKept >= least * kept, equallyKept + " of " + kept + " kept visual tokens");
    }

    private void compare(ChatSession session, List<Turn> earlier, TranscriptTest.Asked turn) throws Exception {
        try (Generation full = ask(session, earlier, turn, 1);
                Generation trimmed = ask(session, earlier, turn, RATIO)) {
            TranscriptTest.Trimmed wanted =
                    Objects.requireNonNull(turn.trimmed().get(String.valueOf(RATIO)));
            count(turn.tokens(), full.tokens());
            count(wanted.tokens(), trimmed.tokens());
            Set<Integer> both = new HashSet<>(wanted.kept());
            kept += both.size();
            Set<Integer> found = new HashSet<>();
            for (int token : trimmed.prefill().kept().orElseThrow().indices()) {
                found.add(token);
            }
            both.retainAll(found);
            equallyKept += both.size();
        }
    }

    private static Generation ask(ChatSession session, List<Turn> earlier, TranscriptTest.Asked turn, double ratio)
            throws Exception {
        Generation answer = session.ask(
                earlier, turn.question(), AnswerSettings.greedy(Trimming.atRatio(ratio)), new Cancellation());
        answer.forEachRemaining(step -> {});
        return answer;
    }

    /** Counts tokens that are equal at the same place. */
    private void count(List<Integer> wanted, List<Integer> found) {
        tokens += wanted.size();
        for (int i = 0; i < Math.min(wanted.size(), found.size()); i++) {
            if (wanted.get(i).equals(found.get(i))) {
                equalTokens++;
            }
        }
    }
}
