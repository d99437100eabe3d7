package trimscope.core.attention;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attention sinks: visual tokens that nearly all text tokens look at, whatever they speak of.
 *
 * <p>Definition. Given one map for each text token that sees the picture, a visual token is a sink if at least {@value #SHARE_OF_ROWS} of
 * these maps give it at least {@value #TIMES_EVEN} times what it would get if the map's mass were spread evenly over the visual tokens that
 * it may lie on. Counting maps rather than averaging keeps one word that stares at a thing from making the thing a sink; measuring
 * against the even share makes the rule independent of the picture's size and of trimming. The fewer text tokens there are, and the more
 * they speak of one thing, the more that thing looks like a sink; a conversation of some turns tells them apart.
 *
 * <p>Sinks in language models: Xiao et al., <i>Efficient Streaming Language Models with Attention Sinks</i> (ICLR 2024); a threshold on
 * the weight over the share of rows: Gu et al., <i>When Attention Sink Emerges in Language Models</i> (ICLR 2025); on visual tokens that
 * are attended to whatever the text says: Kang et al., <i>See What You Are Told: Visual Attention Sink in Large Multimodal Models</i> (ICLR
 * 2025). None of them gives a threshold for cross-attention: the two numbers here are this program's. Immutable.
 */
public final class Sinks {
    /** Share of the maps in which a sink is hot. */
    public static final double SHARE_OF_ROWS = 0.9;

    /** How many times the even share counts as hot. */
    public static final double TIMES_EVEN = 3;

    private final int[] tokens;
    private final float[] usual;

    private Sinks(int[] tokens, float[] usual) {
        this.tokens = tokens;
        this.usual = usual;
    }

    /**
     * The sinks of some text tokens.
     *
     * @param maps one for each text token that sees the picture, all of the same layers and heads; none makes no sinks
     * @param spread how many visual tokens the maps may lie on: of a trimmed run those that it kept
     */
    public static Sinks of(List<CrossAttentionMap> maps, int spread) {
        if (maps.isEmpty()) {
            return new Sinks(new int[0], new float[0]);
        }
        int size = maps.get(0).size();
        int[] hot = new int[size];
        float[] sum = new float[size];
        for (CrossAttentionMap map : maps) {
            float[] weights = map.toArray();
            double threshold = TIMES_EVEN * map.total() / spread;
            for (int j = 0; j < size; j++) {
                sum[j] += weights[j];
                if (weights[j] > 0 && weights[j] >= threshold) {
                    hot[j]++;
                }
            }
        }
        double enough = SHARE_OF_ROWS * maps.size();
        int[] tokens = IntStream.range(0, size).filter(j -> hot[j] >= enough).toArray();
        float[] usual = new float[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            usual[i] = sum[tokens[i]] / maps.size();
        }
        return new Sinks(tokens, usual);
    }

    /** Visual tokens, ascending. */
    public int[] tokens() {
        return tokens.clone();
    }

    public int count() {
        return tokens.length;
    }

    public boolean contains(int token) {
        return Arrays.binarySearch(tokens, token) >= 0;
    }

    /**
     * What the text tokens give a sink on average.
     *
     * @throws IllegalArgumentException if the token is none
     */
    public double usual(int token) {
        int place = Arrays.binarySearch(tokens, token);
        if (place < 0) {
            throw new IllegalArgumentException("visual token " + token + " is no sink");
        }
        return usual[place];
    }

    /** A map of one of the text tokens with its sinks treated. */
    public CrossAttentionMap treat(CrossAttentionMap map, SinkTreatment treatment) {
        if (treatment == SinkTreatment.NONE || treatment == SinkTreatment.MARK) {
            return map;
        }
        float[] weights = map.toArray();
        for (int i = 0; i < tokens.length; i++) {
            float left = treatment == SinkTreatment.HIDE ? 0 : weights[tokens[i]] - usual[i];
            weights[tokens[i]] = Math.max(0, left);
        }
        return new CrossAttentionMap(weights);
    }
}
