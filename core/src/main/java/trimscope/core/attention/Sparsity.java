package trimscope.core.attention;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How unevenly one map spreads its mass over the candidates: the tokens of real tiles. Weights are taken as shares of their sum; a map
 * without any mass counts as even.
 */
public final class Sparsity {
    /** Shares, ascending, [V]. */
    private final double[] shares;

    private Sparsity(double[] shares) {
        this.shares = shares;
    }

    /**
     * Sparsity of a map.
     *
     * @param valid whether a token belongs to a real tile, [N]; at least one does
     */
    public static Sparsity of(CrossAttentionMap map, boolean[] valid) {
        if (valid.length != map.size()) {
            throw new IllegalArgumentException(
                    "the map has " + map.size() + " visual tokens, the picture " + valid.length);
        }
        double[] shares = IntStream.range(0, valid.length)
                .filter(j -> valid[j])
                .mapToDouble(map::weight)
                .sorted()
                .toArray();
        if (shares.length == 0) {
            throw new IllegalArgumentException("sparsity needs at least one candidate");
        }
        double total = Arrays.stream(shares).sum();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = total > 0 ? shares[i] / total : 1.0 / shares.length;
        }
        return new Sparsity(shares);
    }

    /** Number of candidates, V. */
    public int candidates() {
        return shares.length;
    }

    /**
     * The Lorenz curve: element i is the share of the mass on the i lightest candidates.
     *
     * @return [V + 1], from 0 to 1
     */
    public double[] lorenz() {
        double[] curve = new double[shares.length + 1];
        for (int i = 0; i < shares.length; i++) {
            curve[i + 1] = curve[i] + shares[i];
        }
        return curve;
    }

    /** Gini coefficient: 0 if all candidates weigh the same, (V − 1) / V if one has everything. */
    public double gini() {
        double weighted = 0;
        for (int i = 0; i < shares.length; i++) {
            weighted += (2.0 * (i + 1) - shares.length - 1) * shares[i];
        }
        return weighted / shares.length;
    }

    /** Shannon entropy in nats, 0 … ln V. */
    public double entropy() {
        double entropy = 0;
        for (double share : shares) {
            if (share > 0) {
                entropy -= share * Math.log(share);
            }
        }
        return entropy;
    }

    /** Entropy over its largest possible value: 0 if one candidate has everything … 1 if all weigh the same. */
    public double evenness() {
        return shares.length < 2 ? 0 : entropy() / Math.log(shares.length);
    }

    /** Effective number of tokens: how many tokens of equal weight would have this entropy, 1 … V. */
    public double effectiveTokens() {
        return Math.exp(entropy());
    }

    /** Share of the mass on the k heaviest candidates, 0 … 1. */
    public double massOfTop(int k) {
        double mass = 0;
        for (int i = Math.max(0, shares.length - k); i < shares.length; i++) {
            mass += shares[i];
        }
        return mass;
    }
}
