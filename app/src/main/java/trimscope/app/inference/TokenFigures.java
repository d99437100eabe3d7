package trimscope.app.inference;

/**
 * What one text token's attention on the picture comes to, dropped visual tokens included: what trimming takes from it shows.
 *
 * @param distinctness most that any patch gets above what the answer's tokens give it on average, in the layer where that is
 *     most; sinks, which all tokens look at, do not count
 * @param layer that layer
 * @param entropy entropy of the mean map over all layers and heads, 0 for one visual token alone … 1 for even attention
 * @param keptMass share of the attention on kept visual tokens, 0 … 1
 * @param contribution of all visual tokens that the run holds, averaged over all layers and heads: the sum of the map that
 *     {@link Quantity#CONTRIBUTION} shows for them
 */
public record TokenFigures(double distinctness, int layer, double entropy, double keptMass, double contribution) {}
