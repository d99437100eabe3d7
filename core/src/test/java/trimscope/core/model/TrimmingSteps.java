package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.model.ReferenceCase.LastHidden;
import trimscope.core.model.ReferenceCase.Prefilled;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/** Steps 16 to 18 of the ladder: selection and pruned runs, each held in both ways (explore and lean). */
record TrimmingSteps(ReferenceCase c) {
    private static final double TOLERANCE = ReferenceCase.TOLERANCE;

    List<DynamicTest> tests() {
        if (!c.hasImages()) {
            return List.of();
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (double ratio : c.ratios()) {
            if (c.tensors().contains(name(ratio) + ".tokens")) {
                tests.add(dynamicTest("step 16: selection at " + ratio, () -> selection(ratio)));
                tests.add(dynamicTest("step 17: pruned decoding at " + ratio, () -> decoding(ratio, false)));
            }
            if (c.tensors().contains(name(ratio) + ".first_pruned.tokens")) {
                tests.add(dynamicTest(
                        "step 17: pruned decoding at " + ratio + ", first cache too", () -> decoding(ratio, true)));
            }
        }
        tests.add(dynamicTest("step 18: ratio 1 is no trimming, bit for bit", this::ratioOne));
        return tests;
    }

    /** As {@code make_reference.py} rounds: half to even. */
    private static String name(double ratio) {
        return "trim.%03d".formatted((long) Math.rint(ratio * 100));
    }

    private static Selection at(double ratio, boolean trimFirst, boolean lean) {
        return Selection.atRatio(ratio, trimFirst, lean);
    }

    private void selection(double ratio) {
        try (Prefilled prefilled = c.prefill(c.model(), at(ratio, false, false), Observer.NONE)) {
            SelectionScores scores = prefilled.run().scores().orElseThrow();
            List<float[]> rows = new ArrayList<>();
            LongStream topK = LongStream.empty();
            int k = scores.perHead(ratio);
            for (int head = 0; head < scores.heads(); head++) {
                float[] row = new float[scores.tokens()];
                for (int j = 0; j < row.length; j++) {
                    row[j] = scores.score(head, j);
                }
                rows.add(row);
                topK = LongStream.concat(
                        topK, Arrays.stream(scores.topK(head, k)).asLongStream());
            }
            assertNear(c.tensors(), "trim.scores", ReferenceCase.joined(rows), TOLERANCE);
            assertArrayEquals(c.tensors().longs(name(ratio) + ".head_topk"), topK.toArray());
            assertArrayEquals(kept(ratio), scores.union(k).indices());
            assertEquals(
                    Optional.of(scores.union(k)).filter(all -> ratio < 1),
                    prefilled.run().keptTokens());
            c.described().trim(ratio).ifPresent(wanted -> {
                assertEquals(wanted.k(), k);
                assertEquals(wanted.valid(), scores.validCount());
            });
        }
    }

    private int[] kept(double ratio) {
        return LongStream.of(c.tensors().longs(name(ratio) + ".kept"))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private void decoding(double ratio, boolean trimFirst) {
        for (boolean lean : new boolean[] {false, true}) {
            Mllama model = c.model();
            try (NDManager scope = model.kernels().newManager()) {
                LastHidden last = new LastHidden(model, scope);
                try (Prefilled prefilled = c.prefill(model, at(ratio, trimFirst, lean), last)) {
                    heldTokens(prefilled, ratio, trimFirst);
                    if (c.tensors().contains(name(ratio) + ".prefill.logits")) {
                        assertNear(c.tensors(), name(ratio) + ".prefill.logits", last.logits(), TOLERANCE);
                    }
                    c.assertGreedy(prefilled.run(), name(ratio) + (trimFirst ? ".first_pruned" : ""));
                }
            }
        }
    }

    /** What the caches really hold. */
    private void heldTokens(Prefilled prefilled, double ratio, boolean trimFirst) {
        DecoderRun run = prefilled.run();
        int all = prefilled.visual().orElseThrow().count();
        if (ratio < 1) {
            assertArrayEquals(
                    kept(ratio), run.keptTokens().map(KeptTokens::indices).orElseThrow());
        } else {
            assertTrue(run.keptTokens().isEmpty());
        }
        for (int place = 0; place < c.config().text().crossLayers().size(); place++) {
            boolean full = ratio == 1 || (place == 0 && !trimFirst);
            assertEquals(
                    full ? all : kept(ratio).length, run.cache().cross(place).columns());
        }
    }

    private void ratioOne() {
        try (Prefilled plain = c.prefill(c.model(), Selection.NONE, Observer.NONE);
                Prefilled trimmed = c.prefill(c.model(), at(1, false, false), Observer.NONE)) {
            assertArrayEquals(c.assertGreedy(plain.run(), "greedy"), c.assertGreedy(trimmed.run(), "greedy"));
        }
    }
}
