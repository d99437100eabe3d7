package trimscope.core.model;

/** How the probabilities of several text rows become one number per head and visual token. */
public enum RowAggregation {
    SUM {
        @Override
        float join(float a, float b) {
            return a + b;
        }
    },
    MAX {
        @Override
        float join(float a, float b) {
            return Math.max(a, b);
        }
    };

    abstract float join(float a, float b);
}
