package trimscope.core.pruning;

import java.util.BitSet;

/**
 * What a person painted over a rule's choice: kept = (rule ∪ keep) \ drop. A token is never in both sets; painting it one way takes it
 * out of the other. Immutable.
 */
public final class TokenMask {
    /** Changes nothing. */
    public static final TokenMask NONE = new TokenMask(new BitSet(), new BitSet());

    private final BitSet keep;
    private final BitSet drop;

    private TokenMask(BitSet keep, BitSet drop) {
        this.keep = keep;
        this.drop = drop;
    }

    /** This mask, but the given visual tokens are kept whatever the rule says. */
    public TokenMask keeping(int... tokens) {
        BitSet painted = set(tokens);
        return new TokenMask(union(keep, painted), difference(drop, painted));
    }

    /** This mask, but the given visual tokens are dropped whatever the rule says. */
    public TokenMask dropping(int... tokens) {
        BitSet painted = set(tokens);
        return new TokenMask(difference(keep, painted), union(drop, painted));
    }

    /** This mask, but the rule decides about the given visual tokens. */
    public TokenMask clearing(int... tokens) {
        BitSet painted = set(tokens);
        return new TokenMask(difference(keep, painted), difference(drop, painted));
    }

    /** What was kept is dropped and the other way round. */
    public TokenMask inverted() {
        return new TokenMask(/* keep= */ drop, /* drop= */ keep);
    }

    /** A copy of the tokens that are kept whatever the rule says, ascending. */
    public int[] keep() {
        return keep.stream().toArray();
    }

    /** A copy of the tokens that are dropped whatever the rule says, ascending. */
    public int[] drop() {
        return drop.stream().toArray();
    }

    /** Whether the rule decides alone. */
    public boolean isEmpty() {
        return keep.isEmpty() && drop.isEmpty();
    }

    /** Whether even a rule that keeps everything would lose something. */
    public boolean dropsAny() {
        return !drop.isEmpty();
    }

    /**
     * (rule ∪ keep) \ drop. Tokens of padding tiles are no candidates: a mask cannot keep them.
     *
     * @param rule what the rule keeps
     * @param scores whose candidates are
     * @throws NothingKeptException if no token remains
     */
    public KeptTokens apply(KeptTokens rule, SelectionScores scores) throws NothingKeptException {
        BitSet kept = difference(union(set(rule.indices()), keep), drop);
        kept.and(set(scores.candidates()));
        if (kept.isEmpty()) {
            throw new NothingKeptException();
        }
        return new KeptTokens(kept.stream().toArray(), rule.valid());
    }

    private static BitSet set(int[] tokens) {
        BitSet out = new BitSet();
        for (int token : tokens) {
            out.set(token);
        }
        return out;
    }

    private static BitSet union(BitSet a, BitSet b) {
        BitSet out = (BitSet) a.clone();
        out.or(b);
        return out;
    }

    private static BitSet difference(BitSet a, BitSet b) {
        BitSet out = (BitSet) a.clone();
        out.andNot(b);
        return out;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenMask that && keep.equals(that.keep) && drop.equals(that.drop);
    }

    @Override
    public int hashCode() {
        return 31 * keep.hashCode() + drop.hashCode();
    }

    @Override
    public String toString() {
        return "TokenMask[keep " + keep.cardinality() + ", drop " + drop.cardinality() + "]";
    }
}
