package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.model.ReferenceCase.LastHidden;
import trimscope.core.model.ReferenceCase.Prefilled;

/** Steps 9 to 15 of the ladder: masks and the text decoder without trimming. */
record TextSteps(ReferenceCase c) {
    private static final double TOLERANCE = ReferenceCase.TOLERANCE;

    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        if (c.hasImages()) {
            tests.add(dynamicTest("step 9: masks", this::masks));
        }
        tests.add(dynamicTest("step 10: rotary tables", this::rotary));
        if (c.hasImages()) {
            tests.add(dynamicTest("step 12: first cross layer", this::firstCrossLayer));
            tests.add(dynamicTest("step 13: all layers", this::allLayers));
        } else {
            tests.add(dynamicTest("step 11: text without image", this::allLayers));
        }
        tests.add(dynamicTest("step 14: cached decoding", this::decoding));
        tests.add(dynamicTest("step 15: cached = recomputed", this::recomputed));
        tests.add(dynamicTest("step 15: chunked = whole", this::chunked));
        return tests;
    }

    private void masks() {
        try (VisualTokens visual = c.model().encode(c.tiled(), new Cancellation())) {
            int rows = c.ids().length;
            Visibility visibility = visual.visibility(c.imageAt(), rows);
            float[] rowMask = c.tensors().floats("row_mask");
            long[] mask = c.tensors().longs("cross_attention_mask");
            int tiles = mask.length / rows;
            List<Integer> seeing = visibility.seeing(0, rows);
            for (int row = 0; row < rows; row++) {
                boolean sees = seeing.contains(row);
                assertEquals(rowMask[row] == 1, sees);
                if (sees) {
                    Visibility.Segment segment = visibility.between(row, 1).get(0);
                    for (int tile = 0; tile < tiles; tile++) {
                        int column = tile * c.config().vision().tokensPerTile();
                        boolean visible = segment.columns().stream()
                                .anyMatch(range -> range.start() <= column && column < range.end());
                        assertEquals(mask[row * tiles + tile] == 1, visible, "row " + row + " tile " + tile);
                    }
                }
            }
            byte[] valid = c.tensors().bytes("valid_tokens");
            boolean[] found = visual.visibility(c.imageAt(), c.ids().length).real();
            assertEquals(valid.length, found.length);
            for (int j = 0; j < valid.length; j++) {
                assertEquals(valid[j] == 1, found[j]);
            }
        }
    }

    private void rotary() {
        float[] frequencies = RotaryTables.frequencies(
                c.config().text().rope(), c.config().text().headSize());
        int rows = c.ids().length;
        assertNear(c.tensors(), "rope.cos", RotaryTables.angles(frequencies, rows, false, false), 1e-6);
        assertNear(c.tensors(), "rope.sin", RotaryTables.angles(frequencies, rows, true, false), 1e-6);
    }

    private void firstCrossLayer() {
        int first = c.config().text().crossLayers().get(0);
        Set<String> seen = new TreeSet<>();
        Observer upToFirst = (name, array) -> {
            if (name.equals("hidden.embed") || Integer.parseInt(name.substring("hidden.".length())) <= first) {
                assertNear(c.tensors(), name, array, TOLERANCE);
                seen.add(name);
            }
        };
        try (Prefilled prefilled = c.prefill(c.model(), Selection.NONE, upToFirst)) {
            assertEquals(first + 2, seen.size());
            crossLayer(prefilled, 0);
        }
    }

    private void allLayers() {
        Mllama model = c.model();
        Set<String> seen = new TreeSet<>();
        try (NDManager scope = model.kernels().newManager()) {
            LastHidden last = new LastHidden(model, scope);
            Observer observer = (name, array) -> {
                assertNear(c.tensors(), name, array, TOLERANCE);
                seen.add(name);
                last.see(name, array);
            };
            try (Prefilled prefilled = c.prefill(model, Selection.NONE, observer)) {
                assertNear(c.tensors(), "hidden.norm", model.decoder().finalNorm(scope, last.get()), TOLERANCE);
                assertNear(c.tensors(), "prefill.logits", last.logits(), TOLERANCE);
                seen.add("hidden.norm");
                assertEquals(c.names("hidden."), seen);
                if (c.hasImages()) {
                    int places = c.config().text().crossLayers().size();
                    IntStream.range(0, places).forEach(place -> crossLayer(prefilled, place));
                }
                if (c.isDeep()) {
                    firstSelfLayer(prefilled);
                }
            }
        }
    }

    /** Probabilities of one cross-attention layer and, in a deep case, queries, keys and values. */
    private void crossLayer(Prefilled prefilled, int place) {
        int layer = c.config().text().crossLayers().get(place);
        int rows = c.ids().length;
        float[][][] byRow = new float[rows][][];
        for (int row = 0; row < rows; row++) {
            byRow[row] = prefilled.run().attention(place, List.of(row), RowAggregation.SUM);
        }
        assertNear(c.tensors(), "probs.%02d".formatted(layer), headsFirst(byRow), 1e-5);
        if (c.isDeep()) {
            KvCache cache = prefilled.run().cache();
            String name = "cross.%02d.".formatted(layer);
            compareRows(prefilled, name + "q", cache.queries(place));
            assertNear(c.tensors(), name + "k", cache.cross(place).keys(), TOLERANCE);
            assertNear(c.tensors(), name + "v", cache.cross(place).values(), TOLERANCE);
        }
    }

    private void firstSelfLayer(Prefilled prefilled) {
        int layer = IntStream.range(0, c.config().text().layers())
                .filter(i -> !c.config().text().isCross(i))
                .findFirst()
                .orElseThrow();
        compareRows(
                prefilled,
                "self.%02d.k".formatted(layer),
                prefilled.run().cache().selfKeys(0));
        compareRows(
                prefilled,
                "self.%02d.v".formatted(layer),
                prefilled.run().cache().selfValues(0));
    }

    /** Compares the rows of the prompt in a buffer [1, heads, C, d] that has room for more. */
    private void compareRows(Prefilled prefilled, String name, NDArray buffer) {
        Kernels kernels = prefilled.model().kernels();
        try (NDManager scope = kernels.newManager()) {
            NDArray rows = kernels.call(scope, "narrow", buffer, 2, 0, c.ids().length);
            assertNear(c.tensors(), name, kernels.call(scope, "to_float", rows), TOLERANCE);
        }
    }

    /** [rows][H][N] -> [H, rows, N] */
    private static float[] headsFirst(float[][][] byRow) {
        List<float[]> out = new ArrayList<>();
        for (int head = 0; head < byRow[0].length; head++) {
            for (float[][] row : byRow) {
                out.add(row[head]);
            }
        }
        return ReferenceCase.joined(out);
    }

    private void decoding() {
        try (Prefilled prefilled = c.prefill(c.model(), Selection.NONE, Observer.NONE)) {
            c.assertGreedy(prefilled.run(), "greedy");
            if (c.isDeep()) {
                decodeAttention(prefilled.run());
            }
        }
    }

    private void decodeAttention(DecoderRun run) {
        List<Integer> layers = c.config().text().crossLayers();
        for (int place = 0; place < layers.size(); place++) {
            List<float[]> all = new ArrayList<>();
            for (int row = c.ids().length; row < run.length(); row++) {
                all.addAll(List.of(run.attention(place, List.of(row), RowAggregation.SUM)));
            }
            assertNear(
                    c.tensors(),
                    "decode.probs.%02d".formatted(layers.get(place)),
                    ReferenceCase.joined(all),
                    TOLERANCE);
        }
    }

    private void recomputed() {
        long[] tokens = c.tensors().longs("greedy.tokens");
        int[] ids = c.ids();
        int[] longer = IntStream.concat(
                        IntStream.of(ids),
                        Arrays.stream(tokens, 0, tokens.length - 1).mapToInt(Math::toIntExact))
                .toArray();
        try (Prefilled cached = c.prefill(c.model(), Selection.NONE, Observer.NONE);
                Prefilled whole = c.prefill(c.model(), longer, Selection.NONE, Observer.NONE)) {
            for (int i = ids.length; i < longer.length; i++) {
                cached.run().feed(longer[i]);
            }
            close(whole.run().logits(), cached.run().logits());
        }
    }

    private void chunked() {
        int[] ids = c.ids();
        int[] imageAt = c.imageAt();
        int behindImages = imageAt.length == 0 ? 1 : imageAt[imageAt.length - 1] + 1;
        int cut = Math.max(behindImages, ids.length / 2);
        int[] tail = Arrays.copyOfRange(ids, cut, ids.length);
        try (Prefilled whole = c.prefill(c.model(), Selection.NONE, Observer.NONE);
                Prefilled head = c.prefill(c.model(), Arrays.copyOf(ids, cut), Selection.NONE, Observer.NONE);
                DecoderRun chunk = head.run().continued(tail, ids.length + 8, new Cancellation());
                DecoderRun single = head.run().continued(Arrays.copyOf(tail, 1), ids.length + 8, new Cancellation())) {
            close(whole.run().logits(), chunk.logits());
            for (int i = 1; i < tail.length; i++) {
                single.feed(tail[i]);
            }
            close(whole.run().logits(), single.logits());
        }
    }

    private static void close(float[] wanted, float[] found) {
        double largest = 1;
        for (float value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(wanted, found, (float) (2e-5 * largest));
    }
}
