package trimscope.core.cli;

import java.io.PrintWriter;
import java.util.Locale;
import trimscope.core.chat.Costs;
import trimscope.core.chat.Generation;

/** The answer as it comes, then one line about what it cost. */
final class TextPrinter implements AnswerPrinter {
    private final PrintWriter out;
    private final boolean withQuestions;
    private boolean begun;

    /** @param withQuestions whether to print each question before its answer */
    TextPrinter(PrintWriter out, boolean withQuestions) {
        this.out = out;
        this.withQuestions = withQuestions;
    }

    @Override
    public void print(Generation answer) {
        if (begun) {
            out.println();
        }
        begun = true;
        if (withQuestions) {
            out.println("> " + answer.question());
        }
        answer.forEachRemaining(step -> {
            out.print(step.text());
            out.flush();
        });
        out.println();
        switch (answer.finishReason()) {
            case MAX_TOKENS -> out.println("[cut off after " + answer.steps().size() + " tokens; see --max-tokens]");
            case CONTEXT_LIMIT -> out.println("[cut off: the model can read no further]");
            default -> {}
        }
        out.println(summary(answer.costs()));
        out.flush();
    }

    /** Numbers in the same form everywhere, whatever the system's language. */
    private static String summary(Costs costs) {
        int kept = Math.min(costs.kept(), costs.valid());
        return String.format(
                Locale.ROOT,
                "kept %d of %d visual tokens (%.1f %%) | cross-attention cache %s of %s | picture %.0f ms | prefill %.1f ms"
                        + " | %.1f ms per token",
                kept,
                costs.valid(),
                100 * costs.keptShare(),
                size(costs.cacheBytes()),
                size(costs.cacheBytesFull()),
                costs.visionMillis(),
                costs.prefillMillis(),
                costs.millisPerToken());
    }

    private static String size(long bytes) {
        double kibibytes = bytes / 1024.0;
        return kibibytes < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kibibytes)
                : String.format(Locale.ROOT, "%.1f MiB", kibibytes / 1024);
    }
}
