package trimscope.app.tokens;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;
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
    PROBABILITY("probability", "How sure the model was of the token") {
        @Override
        OptionalDouble of(Run run, SequenceToken token) {
            return token.probability();
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

    abstract OptionalDouble of(Run run, SequenceToken token);

    private static OptionalDouble figure(Run run, SequenceToken token, ToDoubleFunction<TokenFigures> figure) {
        return run.figures(token)
                .map(own -> OptionalDouble.of(figure.applyAsDouble(own)))
                .orElse(OptionalDouble.empty());
    }
}
