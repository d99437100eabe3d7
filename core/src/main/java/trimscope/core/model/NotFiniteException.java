package trimscope.core.model;

import trimscope.core.model.ModelOptions.Precision;

/**
 * Numbers that came out of the network are infinite or no numbers; the message is one sentence for the user. An overflow anywhere is NaN at
 * the next norm or softmax and reaches every later row, so it is noticed where numbers are read anyway: the chosen token's probability, logits,
 * attention.
 */
public final class NotFiniteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotFiniteException(Precision precision) {
        super(
                precision == Precision.FLOAT16
                        ? "The model's activations left float16's range (65504): load it in bfloat16 or float32."
                        : "The model's numbers are not finite: its weights may be damaged.");
    }

    /** The number itself. */
    static double check(double number, Precision precision) {
        if (!Double.isFinite(number)) {
            throw new NotFiniteException(precision);
        }
        return number;
    }

    /** The numbers themselves. */
    static float[] check(float[] numbers, Precision precision) {
        for (float number : numbers) {
            check(number, precision);
        }
        return numbers;
    }
}
