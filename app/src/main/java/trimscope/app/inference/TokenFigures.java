package trimscope.app.inference;

/**
 * What one text token's attention on the picture comes to, over all layers and heads.
 *
 * @param peak largest weight of the mean map
 * @param entropy entropy of the mean map, 0 for one token alone … 1 for even attention
 * @param keptMass share of the attention on kept tokens, 0 … 1
 */
public record TokenFigures(double peak, double entropy, double keptMass) {}
