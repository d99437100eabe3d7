package trimscope.core.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreOrderTest {
    /** Section 6.1: the largest score first, of equal ones the smaller index. */
    @Test
    void tokensAreRankedByScoreAndThenByIndex() {
        Random random = new Random(1);
        float[] scores = new float[500];
        boolean[] valid = new boolean[scores.length];
        for (int i = 0; i < scores.length; i++) {
            // Many ties, both zeros, and negative numbers, which no attention is.
            scores[i] = (random.nextInt(21) - 10) * 0.25f * (random.nextBoolean() ? 1 : -1);
            valid[i] = random.nextInt(10) > 0;
        }
        List<Integer> expected = IntStream.range(0, scores.length)
                .filter(i -> valid[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -(scores[i] + 0f)))
                .toList();
        float[][] one = {scores};
        SelectionScores found = new SelectionScores(one, one, valid);
        assertEquals(expected.size(), found.validCount());
        for (int place = 0; place < expected.size(); place++) {
            assertEquals(place, found.rank(0, expected.get(place)));
        }
        int[] best = expected.subList(0, 50).stream().mapToInt(i -> i).sorted().toArray();
        assertEquals(
                Arrays.toString(best),
                Arrays.toString(Arrays.stream(found.topK(0, 50)).sorted().toArray()));
    }
}
