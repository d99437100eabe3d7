package trimscope.core.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trimscope.core.chat.Costs;
import trimscope.core.chat.Generation;
import trimscope.core.chat.PromptToken;

/** One JSON object a line and turn, and nothing else. */
final class JsonPrinter implements AnswerPrinter {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final PrintWriter out;

    JsonPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(Generation answer) {
        answer.forEachRemaining(step -> {});
        out.println(GSON.toJson(Line.of(answer)));
        out.flush();
    }

    /**
     * The fields, in the order in which they are printed.
     *
     * @param tokens ids of the answer, the stop token included
     * @param valid visual tokens that are no padding
     * @param kept kept visual tokens, ascending; null if nothing was trimmed
     * @param cacheBytes cross-attention keys and values of this run, in its own dtype
     * @param cacheBytesFull the same without trimming
     * @param prefillMillis time of the prompt's text alone
     * @param promptTokens all ids of the conversation before this answer
     */
    private record Line(
            String question,
            String answer,
            List<Integer> tokens,
            int valid,
            @Nullable List<Integer> kept,
            long cacheBytes,
            long cacheBytesFull,
            double visionMillis,
            double prefillMillis,
            double millisPerToken,
            List<Integer> promptTokens) {
        static Line of(Generation answer) {
            Costs costs = answer.costs();
            return new Line(
                    answer.question(),
                    answer.text(),
                    answer.tokens(),
                    costs.valid(),
                    answer.prefill()
                            .kept()
                            .map(kept -> IntStream.of(kept.indices()).boxed().toList())
                            .orElse(null),
                    costs.cacheBytes(),
                    costs.cacheBytesFull(),
                    costs.visionMillis(),
                    costs.prefillMillis(),
                    costs.millisPerToken(),
                    answer.prefill().tokens().stream().map(PromptToken::id).toList());
        }
    }
}
