package trimscope.core.model;

/** How the probabilities of several text rows become one number per head and visual token. */
public enum RowAggregation {
    SUM,
    MAX
}
