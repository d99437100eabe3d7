package trimscope.app.tokens;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.Word;
import trimscope.app.inference.TokenFigures;

/** What the strip's colours tell of each token: a value between 0 and 1. */
enum Tint {
    DISTINCTNESS(
            "distinctness", "How far the token looks at patches of its own, against the most distinct of the answer") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            Optional<TokenFigures> own = run.figures(token);
            double most = run.figures().values().stream()
                    .mapToDouble(TokenFigures::distinctness)
                    .max()
                    .orElse(0);
            return own.isEmpty() || most == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(own.get().distinctness() / most);
        }
    },
    SPREAD("entropy of attention", "How evenly the token's attention spreads over the picture") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            return figure(run, token, TokenFigures::entropy);
        }
    },
    KEPT_MASS("mass on kept tokens", "Share of the token's attention that falls on kept visual tokens") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            return figure(run, token, TokenFigures::keptMass);
        }
    },
    PROBABILITY("probability", "How sure the model was of the token; of a word, of all its tokens") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            return token.probability();
        }

        @Override
        double join(DoubleStream tokens) {
            return tokens.reduce(1, (a, b) -> a * b);
        }
    },
    CONTRIBUTION(
            "contribution",
            "What the picture adds to the token: weight × gate × length of the value, against the most of the answer") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            double most = run.figures().values().stream()
                    .mapToDouble(TokenFigures::contribution)
                    .max()
                    .orElse(0);
            return most == 0 ? OptionalDouble.empty() : figure(run, token, figures -> figures.contribution() / most);
        }
    };

    private final String label;
    private final String hint;

    Tint(String label, String hint) {
        this.label = label;
        this.hint = hint;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }

    /** The value of a word; empty as long as one of its tokens has none. */
    OptionalDouble of(Run run, Word word) {
        List<OptionalDouble> tokens =
                word.tokens().stream().map(token -> of(run, token)).toList();
        return tokens.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(join(tokens.stream().mapToDouble(OptionalDouble::getAsDouble)));
    }

    abstract OptionalDouble of(Run run, SequenceToken token);

    /** The value of a word from those of its tokens. */
    double join(DoubleStream tokens) {
        return tokens.average().orElse(0);
    }

    private static OptionalDouble figure(Run run, SequenceToken token, ToDoubleFunction<TokenFigures> figure) {
        return run.figures(token)
                .map(own -> OptionalDouble.of(figure.applyAsDouble(own)))
                .orElse(OptionalDouble.empty());
    }
}
