package trimscope.core.evaluation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Two sequences beside each other, so that what is equal stands side by side: a longest common subsequence. Among several such the one
 * that pairs equal elements as early as it can.
 *
 * @param pairs in order; every element of both sequences stands in exactly one
 */
public record Alignment(List<Pair> pairs) {
    public Alignment {
        pairs = List.copyOf(pairs);
    }

    /**
     * Elements side by side.
     *
     * @param first place in the first sequence; empty if the second has something more here
     * @param second place in the second sequence; empty if the first has something more here
     */
    public record Pair(OptionalInt first, OptionalInt second) {
        /** Whether both sequences have the same element here. */
        public boolean equal() {
            return first.isPresent() && second.isPresent();
        }
    }

    public static <T> Alignment of(List<T> first, List<T> second) {
        // common[i][j]: length of the longest common subsequence of what begins at i and at j
        int[][] common = new int[first.size() + 1][second.size() + 1];
        for (int i = first.size() - 1; i >= 0; i--) {
            for (int j = second.size() - 1; j >= 0; j--) {
                common[i][j] = first.get(i).equals(second.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        Deque<Pair> pairs = new ArrayDeque<>();
        int i = 0;
        int j = 0;
        while (i < first.size() || j < second.size()) {
            boolean both = i < first.size() && j < second.size();
            if (both && first.get(i).equals(second.get(j))) {
                pairs.add(new Pair(OptionalInt.of(i++), OptionalInt.of(j++)));
            } else if (j == second.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
                pairs.add(new Pair(OptionalInt.of(i++), OptionalInt.empty()));
            } else {
                pairs.add(new Pair(OptionalInt.empty(), OptionalInt.of(j++)));
            }
        }
        return new Alignment(List.copyOf(pairs));
    }

    /** The first place that is not the same in both sequences, counted in elements of either; empty if they are equal. */
    public OptionalInt firstDivergence() {
        for (int i = 0; i < pairs.size(); i++) {
            if (!pairs.get(i).equal()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
