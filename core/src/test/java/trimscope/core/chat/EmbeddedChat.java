package trimscope.core.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.SampleGallery;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.ModelOptions;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TrimmingRule;
import trimscope.core.text.Turn;

/** The embedded model with short ways to say what the tests ask of it. */
final class EmbeddedChat {
    private EmbeddedChat() {}

    static ChatModel load() throws Exception {
        return ChatModel.load(EmbeddedModel.folder(), ModelOptions.defaults(), new Cancellation());
    }

    /** The sample picture of that number, from 1. */
    static Picture picture(int number) {
        return SampleGallery.samples().get(number - 1).picture();
    }

    static ChatSession open(ChatModel model, int number) {
        return model.open(picture(number), new Cancellation());
    }

    /** An answer to its end. */
    static Generation answer(ChatSession session, List<Turn> earlier, String question, AnswerSettings settings)
            throws ContextLimitException {
        Generation generation = session.ask(earlier, question, settings, new Cancellation());
        generation.forEachRemaining(step -> {});
        return generation;
    }

    static Generation answer(ChatSession session, String question, AnswerSettings settings)
            throws ContextLimitException {
        return answer(session, List.of(), question, settings);
    }

    static AnswerSettings greedy(double ratio, int maxTokens, boolean lean) {
        return new AnswerSettings(Trimming.atRatio(ratio), Sampling.GREEDY, maxTokens, lean);
    }

    static List<Integer> promptIds(Generation generation) {
        return generation.prefill().tokens().stream().map(PromptToken::id).toList();
    }

    /** Logits behind the prompt and behind each of these tokens. */
    static List<float[]> logits(DecoderRun run, List<Integer> tokens) {
        List<float[]> out = new ArrayList<>(List.of(run.logits()));
        for (int token : tokens) {
            run.feed(token);
            out.add(run.logits());
        }
        return out;
    }

    /** A rule that keeps what it was told, whatever the scores. */
    record Forced(KeptTokens kept) implements TrimmingRule {
        @Override
        public String name() {
            return "forced";
        }

        @Override
        public String description() {
            return "keeps what a test says";
        }

        @Override
        public KeptTokens select(Candidates candidates, double ratio) {
            return kept;
        }

        static Trimming as(Optional<KeptTokens> kept) {
            return Trimming.by(new Forced(kept.orElseThrow()), 0.5);
        }
    }
}
