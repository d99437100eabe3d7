package trimscope.core.overlay;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Attention weights and shares as people read them, the same in every language of the system. */
public final class WeightFormat {
    private static final double SMALLEST_PLAIN = 0.001;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private WeightFormat() {}

    /** A weight with three digits: 0.118, 0.0042, 2.1·10⁻⁵. */
    public static String weight(double weight) {
        if (weight == 0) {
            return "0";
        }
        if (Math.abs(weight) >= SMALLEST_PLAIN) {
            MathContext digits = new MathContext(Math.abs(weight) < 0.01 ? 2 : 3);
            return new BigDecimal(weight).round(digits).stripTrailingZeros().toPlainString();
        }
        String[] parts = String.format(Locale.ROOT, "%.1e", weight).split("e-", 2);
        String exponent = Integer.toString(Integer.parseInt(parts[1]));
        StringBuilder raised = new StringBuilder("⁻");
        exponent.chars().forEach(digit -> raised.append(SUPERSCRIPTS.charAt(digit - '0')));
        return parts[0] + "·10" + raised;
    }

    /** A difference of weights: +0.118, −0.0042, 0. */
    public static String signed(double difference) {
        return difference > 0 ? "+" + weight(difference) : difference < 0 ? "−" + weight(-difference) : "0";
    }

    /** A share of 0 … 1 as a percentage: 31 %, 4.2 %, 0.3 %, under 0.1 %. */
    public static String share(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < 0.05) {
            return "under 0.1 %";
        }
        return String.format(Locale.ROOT, percent == 0 || percent >= 9.95 ? "%.0f %%" : "%.1f %%", percent);
    }
}
