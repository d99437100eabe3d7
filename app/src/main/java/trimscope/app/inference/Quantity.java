package trimscope.app.inference;

import trimscope.core.attention.Contribution;

/** What a map is a map of. */
public enum Quantity {
    /** How hard the text looks: softmax weights. */
    ATTENTION("attention", "share of the attention"),
    /** How much of it arrives: see {@link Contribution}. */
    CONTRIBUTION("contribution", "weight × gate × length of the value");

    private final String label;
    private final String unit;

    Quantity(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    /** What people read, within a sentence. */
    public String label() {
        return label;
    }

    /** What its numbers are. */
    public String unit() {
        return unit;
    }
}
