package trimscope.app.inference;

/** A figure of one map; all but the total lie between 0 and 1 and do not change if the map is multiplied by a number. */
public enum Statistic {
    /** Gini coefficient: 0 for even attention, towards 1 the more of it lies on few tokens. */
    CONCENTRATION("concentration (Gini)"),
    /** Entropy over its largest possible value. */
    ENTROPY("entropy"),
    /** Share of the attention on the tokens that the run kept. */
    KEPT_MASS("mass on kept tokens"),
    /** Sum over all visual tokens; of attention it is always 1. */
    TOTAL("total contribution");

    private final String label;

    Statistic(String label) {
        this.label = label;
    }

    /** What people read. */
    public String label() {
        return label;
    }

    /** Whether it tells anything about maps of a quantity. */
    public boolean tells(Quantity quantity) {
        return this != TOTAL || quantity == Quantity.CONTRIBUTION;
    }
}
