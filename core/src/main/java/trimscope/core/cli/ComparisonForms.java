package trimscope.core.cli;

import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import trimscope.core.chat.GenerationStep;
import trimscope.core.evaluation.Comparison;
import trimscope.core.evaluation.ForcedAnswer;
import trimscope.core.evaluation.ForcedToken;
import trimscope.core.forms.Csv;
import trimscope.core.forms.Forms;

/** A comparison as text, JSON and CSV; the CSV has one line for each token of the first answer. */
record ComparisonForms(String model, Comparison comparison) implements Forms {

    @Override
    public String text() {
        ForcedAnswer forced = comparison.forced();
        StringBuilder out = new StringBuilder();
        out.append(side(comparison.first())).append('\n');
        out.append(side(comparison.second())).append('\n');
        OptionalInt parting = comparison.firstDivergence();
        out.append(
                parting.isPresent() ? "the answers part at token " + parting.getAsInt() : "the answers are the same");
        out.append(String.format(
                Locale.ROOT,
                "%nagreement %.1f %% | probability of the first answer %.4f, under its own run %.4f | KL %.6f nats a"
                        + " token%n",
                100 * comparison.agreement(),
                forced.probability(),
                forced.referenceProbability(),
                forced.meanDivergence()));
        for (int i = 0; i < forced.tokens().size(); i++) {
            ForcedToken token = forced.tokens().get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "%4d  %-16s %.4f -> %.4f  KL %.6f%s%n",
                    i,
                    shown(token.piece()),
                    token.referenceProbability(),
                    token.probability(),
                    token.divergence(),
                    token.agrees() ? "" : "  would say " + shown(token.choicePiece())));
        }
        return out.toString();
    }

    private static String side(Comparison.Side side) {
        String how = side.kept().isEmpty()
                ? "not trimmed"
                : String.format(
                        Locale.ROOT,
                        "%s at %s, kept %d of %d",
                        side.trimming().rule().name(),
                        side.trimming().ratio(),
                        side.costs().kept(),
                        side.costs().valid());
        return "[" + how + "] " + side.text();
    }

    /** A piece in one line and with its blanks visible. */
    private static String shown(String piece) {
        return "\"" + piece.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "\"";
    }

    @Override
    public String json() {
        return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(Whole.of(model, comparison))
                + "\n";
    }

    /**
     * The fields in the order in which they are printed.
     *
     * @param firstDivergence place of the first token that differs; null if none does
     * @param probability of the first answer under the second run
     * @param referenceProbability of the first answer under its own run
     * @param meanDivergence KL(first ‖ second) in nats a token
     */
    private record Whole(
            String model,
            String question,
            Side first,
            Side second,
            double agreement,
            @Nullable Integer firstDivergence,
            double probability,
            double referenceProbability,
            double meanDivergence,
            List<ForcedToken> forced) {
        static Whole of(String model, Comparison comparison) {
            OptionalInt parting = comparison.firstDivergence();
            ForcedAnswer forced = comparison.forced();
            return new Whole(
                    model,
                    comparison.question(),
                    Side.of(comparison.first()),
                    Side.of(comparison.second()),
                    comparison.agreement(),
                    parting.isPresent() ? (Integer) parting.getAsInt() : null,
                    forced.probability(),
                    forced.referenceProbability(),
                    forced.meanDivergence(),
                    forced.tokens());
        }
    }

    /** One of the answers; {@code kept} is null if nothing was trimmed. */
    private record Side(
            String answer,
            String rule,
            double ratio,
            List<Integer> tokens,
            int valid,
            @Nullable List<Integer> kept,
            long cacheBytes,
            double prefillMillis,
            double millisPerToken) {
        static Side of(Comparison.Side side) {
            return new Side(
                    side.text(),
                    side.trimming().rule().name(),
                    side.trimming().ratio(),
                    side.steps().stream().map(GenerationStep::token).toList(),
                    side.costs().valid(),
                    side.kept()
                            .map(kept -> IntStream.of(kept.indices()).boxed().toList())
                            .orElse(null),
                    side.costs().cacheBytes(),
                    side.costs().prefillMillis(),
                    side.costs().millisPerToken());
        }
    }

    @Override
    public String csv() {
        Csv csv = new Csv()
                .line(
                        "index",
                        "token",
                        "piece",
                        "referenceProbability",
                        "probability",
                        "choice",
                        "choicePiece",
                        "divergence");
        List<ForcedToken> tokens = comparison.forced().tokens();
        for (int i = 0; i < tokens.size(); i++) {
            ForcedToken token = tokens.get(i);
            csv.line(
                    i,
                    token.token(),
                    token.piece(),
                    token.referenceProbability(),
                    token.probability(),
                    token.choice(),
                    token.choicePiece(),
                    token.divergence());
        }
        return csv.toString();
    }
}
