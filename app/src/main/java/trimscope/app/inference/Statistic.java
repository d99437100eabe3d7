package trimscope.app.inference;

/** A figure of one map, between 0 and 1. */
public enum Statistic {
    /** Gini coefficient: 0 for even attention, towards 1 the more of it lies on few tokens. */
    CONCENTRATION("concentration (Gini)"),
    /** Entropy over its largest possible value. */
    ENTROPY("entropy"),
    /** Share of the attention on the tokens that the run kept. */
    KEPT_MASS("mass on kept tokens");

    private final String label;

    Statistic(String label) {
        this.label = label;
    }

    /** What people read. */
    public String label() {
        return label;
    }
}
