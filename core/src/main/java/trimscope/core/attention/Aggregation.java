package trimscope.core.attention;

/** How several maps become one. */
public enum Aggregation {
    MEAN {
        @Override
        void add(float[] sum, float[] map) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += map[j];
            }
        }

        @Override
        void finish(float[] sum, int count) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] /= count;
            }
        }
    },
    MAX {
        @Override
        void add(float[] sum, float[] map) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] = Math.max(sum[j], map[j]);
            }
        }

        @Override
        void finish(float[] sum, int count) {
            // the largest weight needs no scaling
        }
    };

    abstract void add(float[] sum, float[] map);

    abstract void finish(float[] sum, int count);
}
