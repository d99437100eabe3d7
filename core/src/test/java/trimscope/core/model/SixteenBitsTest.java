package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.model.ReferenceCase.Prefilled;
import trimscope.core.pruning.SelectionScores;

/**
 * The reference cases in formats of 16 bits against the same in float32: logits of the prompt's last row and of every decode step after
 * it, full and trimmed to the same tokens, point the same way.
 */
class SixteenBitsTest {
    /**
     * The least cosine differs from 1 by half the square of the relative error. Three more bits than bfloat16's make the error an eighth, the
     * difference a 64th.
     */
    private static final Map<Precision, Double> LEAST_COSINE =
            Map.of(Precision.BFLOAT16, 1 - 1e-3, Precision.FLOAT16, 1 - 1e-3 / 64);

    private final List<ReferenceModels> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ReferenceModels::close);
    }

    @TestFactory
    Stream<DynamicTest> logitsPointTheSameWay() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (ReferenceSet set : ReferenceSet.all()) {
            ReferenceModels models = ReferenceModels.of(set);
            opened.add(models);
            for (ReferenceCase c : models.cases()) {
                for (Precision precision : LEAST_COSINE.keySet()) {
                    String name = set.name() + " " + c.described() + " in " + precision.label();
                    tests.add(DynamicTest.dynamicTest(name, () -> compare(c, precision, Selection.NONE)));
                    if (c.hasImages()) {
                        tests.add(DynamicTest.dynamicTest(name + " trimmed", () -> compare(c, precision, half(c))));
                    }
                }
            }
        }
        return tests.stream();
    }

    /** Half of the tokens for each head, as float32 chooses them. */
    private static Selection half(ReferenceCase c) {
        try (Prefilled wide = c.prefill(c.model(), Selection.NONE, Observer.NONE)) {
            SelectionScores scores = wide.run().scores().orElseThrow();
            return Selection.of(scores.union(scores.perHead(0.5)), false);
        }
    }

    private static void compare(ReferenceCase c, Precision precision, Selection selection) {
        Mllama narrow = c.model(c.options().withPrecision(precision));
        double least = Objects.requireNonNull(LEAST_COSINE.get(precision));
        try (Prefilled wide = c.prefill(c.model(), selection, Observer.NONE);
                Prefilled half = c.prefill(narrow, selection, Observer.NONE)) {
            assertEquals(2 * half.run().crossCacheBytes(), wide.run().crossCacheBytes());
            for (int step = 0; step < c.generated(); step++) {
                double cosine = cosine(wide.run().logits(), half.run().logits());
                assertTrue(cosine >= least, "step " + step + ": cosine " + cosine);
                int token = wide.run().choose(0, 0, 1, 0).token();
                wide.run().feed(token);
                half.run().feed(token);
            }
        }
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
