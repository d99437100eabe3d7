package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import trimscope.core.chat.Generation;
import trimscope.core.chat.TokenDistribution;
import trimscope.core.model.Cancellation;

/**
 * A {@link Comparison} on its way: each step reads one token of the first answer with both runs, so that whoever has the model's only
 * thread can do something else between two steps. Neither prompt is read again: both runs begin anew where they began.
 */
public final class ComparisonRun implements Stepwise {
    private final Generation first;
    private final Generation second;
    private final Generation firstAgain;
    private final Generation secondAgain;
    private final List<ForcedToken> read = new ArrayList<>();

    /** A comparison of two answers to the same question, before its first step. */
    public ComparisonRun(Generation first, Generation second, Cancellation cancellation) {
        if (!first.question().equals(second.question())) {
            throw new IllegalArgumentException("only answers to the same question can be compared, found \""
                    + first.question() + "\" and \"" + second.question() + "\"");
        }
        this.first = first;
        this.second = second;
        int room = Math.max(1, first.tokens().size());
        firstAgain = first.replay(room, cancellation);
        try {
            secondAgain = second.replay(room, cancellation);
        } catch (RuntimeException e) {
            firstAgain.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return read.size() < first.tokens().size();
    }

    /**
     * Reads the next token.
     *
     * @throws CancellationException if cancelled
     */
    @Override
    public void next() {
        Finished.checkRunning(firstAgain);
        Finished.checkRunning(secondAgain);
        int token = first.tokens().get(read.size());
        TokenDistribution expected = firstAgain.distribution();
        read.add(ForcedToken.read(secondAgain, token, expected));
        firstAgain.force(token);
    }

    /** Tokens that are read. */
    @Override
    public int done() {
        return read.size();
    }

    /** Tokens in all. */
    @Override
    public int all() {
        return first.tokens().size();
    }

    /** What came of it, when every token has been read. */
    public Comparison comparison() {
        if (hasNext()) {
            throw new IllegalStateException("only " + done() + " of " + all() + " tokens are read");
        }
        Comparison.Side a = Comparison.Side.of(first);
        Comparison.Side b = Comparison.Side.of(second);
        return new Comparison(
                first.question(),
                a,
                b,
                Alignment.of(first.tokens(), second.tokens()),
                Alignment.of(a.words(), b.words()),
                new ForcedAnswer(read));
    }

    @Override
    public void close() {
        secondAgain.close();
        firstAgain.close();
    }
}
