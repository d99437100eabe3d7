package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.core.model.ReferenceCase.Prefilled;
import trimscope.core.pruning.KeptTokens;

/**
 * Two pictures of which one keeps nothing: its rows weigh all kept tokens alike, as a softmax over equally masked scores does.
 * {@code tiny-c} holds the reference's numbers for the first picture; here it is the last one, whose rows are decoded.
 */
class DroppedImageTest {
    private ReferenceModels models;
    private ReferenceCase c;

    @BeforeEach
    void open() throws Exception {
        ReferenceSet set = ReferenceSet.own("tiny-c");
        models = ReferenceModels.of(set);
        c = models.cases().get(0);
    }

    @AfterEach
    void close() {
        models.close();
    }

    private Selection firstImageOnly() {
        return Selection.of(
                new KeptTokens(new int[] {0, 7, 30, 31}, c.config().vision().tokensPerTile() * 9), false);
    }

    @Test
    void decodedRowsEqualPrefilledRows() {
        int[] ids = c.ids();
        int[] longer =
                IntStream.concat(IntStream.of(ids), IntStream.of(3, 1, 4, 1)).toArray();
        try (Prefilled whole = c.prefill(c.model(), longer, firstImageOnly(), Observer.NONE);
                Prefilled stepped = c.prefill(c.model(), firstImageOnly(), Observer.NONE)) {
            Arrays.stream(longer, ids.length, longer.length)
                    .forEach(id -> stepped.run().feed(id));
            assertArrayEquals(whole.run().logits(), stepped.run().logits(), 2e-5f);
        }
    }

    @Test
    void mapsAreEven() {
        try (Prefilled prefilled = c.prefill(c.model(), firstImageOnly(), Observer.NONE)) {
            int last = c.ids().length - 1;
            for (RowAggregation aggregation : RowAggregation.values()) {
                int rows = aggregation == RowAggregation.SUM ? 2 : 1;
                for (float[] head : prefilled.run().attention(1, List.of(last - 1, last), aggregation)) {
                    for (int token : new int[] {0, 7, 30, 31}) {
                        assertEquals(rows / 4f, head[token]);
                        head[token] = 0;
                    }
                    assertArrayEquals(new float[head.length], head);
                }
            }
        }
    }
}
