package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.image.TiledImage;
import trimscope.core.model.ModelOptions.IntermediateTap;
import trimscope.core.model.ModelOptions.RowMask;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;
import trimscope.core.reference.SafetensorsFixture;

/**
 * The ladder of specification section 7.2, step by step, for every reference folder. Others than the project's own:
 * {@code mvn -pl core test -Dtest=ReferenceTest -Dtrimscope.reference=FOLDER[,FOLDER…]}.
 */
class ReferenceTest {
    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicNode> ladder() throws Exception {
        List<DynamicNode> nodes = new ArrayList<>();
        for (ReferenceSet set : ReferenceSet.all()) {
            Checkpoint checkpoint = Checkpoint.open(set.folder());
            List<DynamicNode> tests = new ArrayList<>();
            tests.add(dynamicTest("step 1: weights", () -> weights(checkpoint, List.of(set.folder()))));
            if (Files.isDirectory(set.folder().resolve("alt-names"))) {
                tests.add(dynamicTest("step 1: other names, shards, bfloat16", () -> alternativeNames(set)));
            }
            for (ReferenceSet.Case c : set.listing().cases()) {
                tests.add(dynamicContainer(c.toString(), steps(set, checkpoint, c)));
            }
            nodes.add(dynamicContainer("set " + set.listing().set(), tests));
        }
        return nodes.stream();
    }

    private Stream<DynamicNode> steps(ReferenceSet set, Checkpoint checkpoint, ReferenceSet.Case c) {
        Rig rig = new Rig(set, checkpoint, c);
        Stream<DynamicNode> text = Stream.of(
                dynamicTest("step 10: rotary tables", rig::rotary),
                dynamicTest("steps 11-13: hidden states, attention, logits", rig::prefill),
                dynamicTest("step 14: cached decoding", rig::decoding),
                dynamicTest("step 15: cached = recomputed, chunked = whole", rig::twoPaths));
        if (c.images().isEmpty()) {
            return text;
        }
        Stream<DynamicNode> image = Stream.of(
                dynamicTest("step 2-3: arrangement and pixels", rig::pixels),
                dynamicTest("step 4: geometry", rig::geometry),
                dynamicTest("steps 5-8: vision encoder", rig::vision),
                dynamicTest("step 9: masks", rig::masks),
                dynamicTest("steps 16-17: selection and pruned decoding", rig::trimming),
                dynamicTest("step 18: ratio 1 is no trimming, bit for bit", rig::ratioOne),
                dynamicTest("step 19: switches", rig::switches));
        return Stream.concat(image, text);
    }

    // ---------------------------------------------------------------- weights

    private static void weights(Checkpoint checkpoint, List<Path> folders) throws Exception {
        int compared = 0;
        try (Kernels kernels = Kernels.load();
                Weights weights =
                        Weights.load(kernels, checkpoint, ModelOptions.Precision.FLOAT32, "cpu", new Cancellation())) {
            for (Path folder : folders) {
                for (Path file : shards(folder)) {
                    SafetensorsFixture stored = SafetensorsFixture.read(file);
                    for (String name : stored.names()) {
                        assertArrayEquals(
                                stored.floats(name),
                                weights.get(canonical(name)).toFloatArray(),
                                name);
                        compared++;
                    }
                }
            }
        }
        assertEquals(checkpoint.tensors().size(), compared);
    }

    private static List<Path> shards(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("model")
                            && file.getFileName().toString().endsWith(".safetensors"))
                    .toList();
        }
    }

    private static String canonical(String name) {
        return name.replaceFirst("^model\\.", "")
                .replaceFirst("^language_model\\.model\\.", "language_model.")
                .replaceFirst("^language_model\\.lm_head\\.", "lm_head.");
    }

    private void alternativeNames(ReferenceSet set) throws Exception {
        Path folder = Files.createDirectories(temporary.resolve(set.listing().set()));
        for (String name : List.of("config.json", "generation_config.json", "preprocessor_config.json")) {
            Files.copy(set.folder().resolve(name), folder.resolve(name));
        }
        try (Stream<Path> files = Files.list(set.folder().resolve("alt-names"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        weights(Checkpoint.open(folder), List.of(folder));
    }

    // ---------------------------------------------------------------- one case

    /** One case with its checkpoint; every step loads the model anew so that no step can lean on another. */
    private record Rig(ReferenceSet set, Checkpoint checkpoint, ReferenceSet.Case c) {
        private static final double TOLERANCE = 1e-4;
        /** By the numbers of {@code map.kind}. */
        private static final List<PatchGrid.Kind> KINDS = List.of(
                PatchGrid.Kind.PATCH,
                PatchGrid.Kind.CLASS_TOKEN,
                PatchGrid.Kind.PADDING_TILE,
                PatchGrid.Kind.CANVAS_PADDING);

        MllamaConfig config() {
            return checkpoint.config();
        }

        SafetensorsFixture reference() throws Exception {
            return set.tensors(c);
        }

        List<TiledImage> tiled(SafetensorsFixture reference) {
            return IntStream.range(0, c.images().size())
                    .mapToObj(m -> TiledImage.of(
                            ReferenceSet.picture(reference, m),
                            checkpoint.preprocessor(),
                            config().vision().patchSize()))
                    .toList();
        }

        Mllama load(ModelOptions options) {
            return Mllama.load(checkpoint, options, new Cancellation());
        }

        Optional<VisualTokens> encode(Mllama model, SafetensorsFixture reference) {
            return c.images().isEmpty()
                    ? Optional.empty()
                    : Optional.of(model.encode(tiled(reference), new Cancellation()));
        }

        DecoderRun run(Mllama model, Optional<VisualTokens> visual, Selection selection, Observer observer) {
            int capacity = c.ids().length + set.listing().generatedTokens();
            return model.prefill(c.ids(), visual, selection, capacity, new Cancellation(), observer);
        }

        void pixels() throws Exception {
            SafetensorsFixture reference = reference();
            List<TiledImage> tiled = tiled(reference);
            float[] wanted = reference.floats("pixel_values");
            int size = wanted.length / tiled.size();
            for (int m = 0; m < tiled.size(); m++) {
                ReferenceSet.Image image = c.images().get(m);
                TileArrangement arrangement = tiled.get(m).arrangement();
                assertEquals(
                        new TileArrangement(
                                image.rows(),
                                image.columns(),
                                image.aspectRatioId(),
                                image.resizedHeight(),
                                image.resizedWidth()),
                        arrangement);
                assertEquals(image.tiles(), arrangement.tiles());
                assertEquals(reference.longs("aspect_ratio_ids")[m], arrangement.aspectRatioId());
                assertEquals(reference.longs("num_tiles")[m], arrangement.tiles());
                float[] part = java.util.Arrays.copyOfRange(wanted, m * size, (m + 1) * size);
                assertArrayEquals(part, tiled.get(m).pixels());
            }
        }

        void geometry() throws Exception {
            SafetensorsFixture reference = reference();
            int[] kinds = reference.ints("map.kind");
            float[] boxes = reference.floats("map.box");
            int token = 0;
            for (TiledImage image : tiled(reference)) {
                PatchGrid grid = image.grid();
                for (int j = 0; j < grid.size(); j++, token++) {
                    assertEquals(KINDS.get(kinds[token]), grid.kind(j));
                    if (kinds[token] == 0) {
                        PatchGrid.Box box = grid.box(j).orElseThrow();
                        assertEquals(boxes[4 * token], box.x0(), 1e-3);
                        assertEquals(boxes[4 * token + 1], box.y0(), 1e-3);
                        assertEquals(boxes[4 * token + 2], box.x1(), 1e-3);
                        assertEquals(boxes[4 * token + 3], box.y1(), 1e-3);
                    }
                }
            }
            assertEquals(kinds.length, token);
        }

        void vision() throws Exception {
            SafetensorsFixture reference = reference();
            TreeSet<String> seen = new TreeSet<>();
            try (Mllama model = load(ModelOptions.defaults());
                    NDManager scope = model.kernels().newManager()) {
                List<TiledImage> tiled = tiled(reference);
                if (c.deep()) {
                    model.vision().encode(scope, tiled.get(0), new Cancellation(), (name, array) -> {
                        if (name.startsWith("vision.")) {
                            double tolerance =
                                    List.of("vision.patch_embed", "vision.pre_tile", "vision.pos", "vision.ln_pre")
                                                    .contains(name)
                                            ? 1e-5
                                            : TOLERANCE;
                            assertNear(reference, name, array, tolerance);
                            seen.add(name);
                        }
                    });
                    assertEquals(
                            reference.names().stream()
                                    .filter(name -> name.startsWith("vision."))
                                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new)),
                            seen);
                }
                List<NDArray> outputs = new ArrayList<>();
                List<NDArray> states = new ArrayList<>();
                for (TiledImage image : tiled) {
                    states.add(model.vision().encode(scope, image, new Cancellation(), (name, array) -> {
                        if (name.equals("vision_output")) {
                            outputs.add(model.kernels().call(scope, "to_float", array));
                        }
                    }));
                }
                assertNear(reference, "vision_output", joined(outputs), TOLERANCE);
                assertNear(reference, "cross_attention_states", joined(states), TOLERANCE);
            }
        }

        void masks() throws Exception {
            SafetensorsFixture reference = reference();
            try (Mllama model = load(ModelOptions.defaults())) {
                VisualTokens visual = encode(model, reference).orElseThrow();
                int[] imageAt = imageAt();
                Visibility visibility = visual.visibility(imageAt, c.ids().length);
                float[] rowMask = reference.floats("row_mask");
                long[] mask = reference.longs("cross_attention_mask");
                int tiles = mask.length / c.ids().length;
                boolean[] sees = visibility.seesImage();
                for (int row = 0; row < sees.length; row++) {
                    assertEquals(rowMask[row] == 1, sees[row]);
                    if (sees[row]) {
                        Visibility.Segment segment = visibility.between(row, 1).get(0);
                        for (int tile = 0; tile < tiles; tile++) {
                            int column = tile * set.listing().tokensPerTile();
                            boolean visible = segment.columns().stream()
                                    .anyMatch(range -> range.start() <= column && column < range.end());
                            assertEquals(mask[row * tiles + tile] == 1, visible, "row " + row + " tile " + tile);
                        }
                    }
                }
                byte[] valid = reference.bytes("valid_tokens");
                boolean[] found = visual.valid();
                for (int j = 0; j < valid.length; j++) {
                    assertEquals(valid[j] == 1, found[j]);
                }
                visual.close();
            }
        }

        private int[] imageAt() {
            return IntStream.range(0, c.ids().length)
                    .filter(i -> c.ids()[i] == config().imageTokenId())
                    .toArray();
        }

        void rotary() throws Exception {
            float[] frequencies = RotaryTables.frequencies(
                    config().text().rope(), config().text().headSize());
            int rows = c.ids().length;
            assertNear(reference(), "rope.cos", RotaryTables.angles(frequencies, rows, false, false), 1e-6);
            assertNear(reference(), "rope.sin", RotaryTables.angles(frequencies, rows, true, false), 1e-6);
        }

        void prefill() throws Exception {
            SafetensorsFixture reference = reference();
            TreeSet<String> seen = new TreeSet<>();
            try (Mllama model = load(ModelOptions.defaults());
                    NDManager scope = model.kernels().newManager()) {
                Optional<VisualTokens> visual = encode(model, reference);
                List<NDArray> last = new ArrayList<>();
                try (DecoderRun run = run(model, visual, Selection.NONE, (name, array) -> {
                    if (name.startsWith("hidden.")) {
                        assertNear(reference, name, array, TOLERANCE);
                        seen.add(name);
                        last.add(model.kernels().call(scope, "to_float", array));
                    }
                })) {
                    NDArray x = last.get(last.size() - 1);
                    assertNear(reference, "hidden.norm", model.decoder().finalNorm(scope, x), TOLERANCE);
                    assertNear(reference, "prefill.logits", model.decoder().logits(scope, x), TOLERANCE);
                    seen.add("hidden.norm");
                    assertEquals(
                            reference.names().stream()
                                    .filter(name -> name.startsWith("hidden."))
                                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new)),
                            seen);
                    crossLayers(reference, run);
                    if (c.deep()) {
                        deepCaches(reference, model, scope, run);
                    }
                }
                visual.ifPresent(VisualTokens::close);
            }
        }

        private void crossLayers(SafetensorsFixture reference, DecoderRun run) {
            if (c.images().isEmpty()) {
                return;
            }
            List<Integer> layers = config().text().crossLayers();
            int rows = c.ids().length;
            for (int place = 0; place < layers.size(); place++) {
                float[][][] byRow = new float[rows][][];
                for (int row = 0; row < rows; row++) {
                    byRow[row] = run.attention(place, List.of(row), RowAggregation.SUM);
                }
                assertNear(reference, "probs.%02d".formatted(layers.get(place)), headsFirst(byRow), 1e-5);
            }
        }

        /** [rows][H][N] -> [H, rows, N] */
        private static float[] headsFirst(float[][][] byRow) {
            int heads = byRow[0].length;
            int tokens = byRow[0][0].length;
            float[] out = new float[heads * byRow.length * tokens];
            for (int head = 0; head < heads; head++) {
                for (int row = 0; row < byRow.length; row++) {
                    System.arraycopy(byRow[row][head], 0, out, (head * byRow.length + row) * tokens, tokens);
                }
            }
            return out;
        }

        private void deepCaches(SafetensorsFixture reference, Mllama model, NDManager scope, DecoderRun run) {
            Kernels kernels = model.kernels();
            int rows = c.ids().length;
            List<Integer> layers = config().text().crossLayers();
            for (int place = 0; place < layers.size(); place++) {
                String name = "cross.%02d.".formatted(layers.get(place));
                NDArray q = kernels.call(scope, "narrow", run.cache().queries(place), 2, 0, rows);
                assertNear(reference, name + "q", kernels.call(scope, "to_float", q), TOLERANCE);
                assertNear(reference, name + "k", run.cache().cross(place).keys(), TOLERANCE);
                assertNear(reference, name + "v", run.cache().cross(place).values(), TOLERANCE);
            }
            NDArray k = kernels.call(scope, "narrow", run.cache().selfKeys(0), 2, 0, rows);
            NDArray v = kernels.call(scope, "narrow", run.cache().selfValues(0), 2, 0, rows);
            assertNear(reference, "self.00.k", kernels.call(scope, "to_float", k), TOLERANCE);
            assertNear(reference, "self.00.v", kernels.call(scope, "to_float", v), TOLERANCE);
        }

        void decoding() throws Exception {
            SafetensorsFixture reference = reference();
            try (Mllama model = load(ModelOptions.defaults())) {
                Optional<VisualTokens> visual = encode(model, reference);
                try (DecoderRun run = run(model, visual, Selection.NONE, Observer.NONE)) {
                    compareGreedy(reference, run, "greedy");
                    if (c.deep()) {
                        decodeAttention(reference, run);
                    }
                }
                visual.ifPresent(VisualTokens::close);
            }
        }

        private void decodeAttention(SafetensorsFixture reference, DecoderRun run) {
            List<Integer> layers = config().text().crossLayers();
            int steps = set.listing().generatedTokens() - 1;
            for (int place = 0; place < layers.size(); place++) {
                List<float[]> all = new ArrayList<>();
                for (int step = 0; step < steps; step++) {
                    float[][] heads = run.attention(place, List.of(c.ids().length + step), RowAggregation.SUM);
                    all.addAll(List.of(heads));
                }
                assertNear(reference, "decode.probs.%02d".formatted(layers.get(place)), joinRows(all), TOLERANCE);
            }
        }

        /** Greedy tokens and every step's logits; end tokens do not stop. Returns the logits. */
        private float[] compareGreedy(SafetensorsFixture reference, DecoderRun run, String name) {
            int steps = set.listing().generatedTokens();
            long[] wanted = reference.longs(name + ".tokens");
            List<float[]> logits = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                logits.add(run.logits());
                int token = run.choose(0, 0, 1, 0).token();
                assertEquals(wanted[step], token, name + " token " + step);
                if (step + 1 < steps) {
                    run.feed(token);
                }
            }
            float[] joined = joinRows(logits);
            if (reference.contains(name + ".logits")) {
                assertNear(reference, name + ".logits", joined, TOLERANCE);
            }
            return joined;
        }

        void twoPaths() throws Exception {
            SafetensorsFixture reference = reference();
            try (Mllama model = load(ModelOptions.defaults())) {
                Optional<VisualTokens> visual = encode(model, reference);
                int[] ids = c.ids();
                int cut = Math.max(imageEnd(), ids.length / 2);
                int[] head = java.util.Arrays.copyOf(ids, cut);
                int[] tail = java.util.Arrays.copyOfRange(ids, cut, ids.length);
                try (DecoderRun whole = run(model, visual, Selection.NONE, Observer.NONE);
                        DecoderRun part = model.prefill(
                                head, visual, Selection.NONE, ids.length + 8, new Cancellation(), Observer.NONE);
                        DecoderRun chunked = part.continued(tail, ids.length + 8, new Cancellation());
                        DecoderRun single =
                                part.continued(java.util.Arrays.copyOf(tail, 1), ids.length + 8, new Cancellation())) {
                    close(whole.logits(), chunked.logits(), 2e-5);
                    for (int i = 1; i < tail.length; i++) {
                        single.feed(tail[i]);
                    }
                    close(whole.logits(), single.logits(), 2e-5);
                }
                visual.ifPresent(VisualTokens::close);
            }
        }

        private int imageEnd() {
            int[] at = imageAt();
            return at.length == 0 ? 1 : at[at.length - 1] + 1;
        }

        private static void close(float[] wanted, float[] found, double tolerance) {
            double largest = 1;
            for (float value : wanted) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertArrayEquals(wanted, found, (float) (tolerance * largest));
        }

        void trimming() throws Exception {
            SafetensorsFixture reference = reference();
            try (Mllama model = load(ModelOptions.defaults())) {
                VisualTokens visual = encode(model, reference).orElseThrow();
                for (double ratio : set.listing().ratios()) {
                    String name = "trim.%03d".formatted(Math.round(ratio * 100));
                    trimmed(reference, model, visual, ratio, name, false);
                    if (reference.contains(name + ".first_pruned.tokens")) {
                        trimmed(reference, model, visual, ratio, name, true);
                    }
                }
                visual.close();
            }
        }

        private void trimmed(
                SafetensorsFixture reference,
                Mllama model,
                VisualTokens visual,
                double ratio,
                String name,
                boolean first) {
            for (boolean lean : new boolean[] {false, true}) {
                Selection selection = new Selection(
                        scores -> ratio == 1 ? Optional.empty() : Optional.of(scores.union(scores.perHead(ratio))),
                        first,
                        lean);
                List<NDArray> last = new ArrayList<>();
                try (NDManager scope = model.kernels().newManager();
                        DecoderRun run = run(
                                model,
                                Optional.of(visual),
                                selection,
                                (what, array) -> last.add(model.kernels().call(scope, "to_float", array)))) {
                    selection(reference, run.scores().orElseThrow(), ratio, name);
                    int[] kept = reference.contains(name + ".kept")
                            ? IntStream.range(0, reference.longs(name + ".kept").length)
                                    .map(i -> (int) longs(reference, name + ".kept")[i])
                                    .toArray()
                            : new int[0];
                    if (ratio < 1) {
                        assertArrayEquals(
                                kept, run.keptTokens().map(KeptTokens::indices).orElseThrow());
                        for (int place = 0;
                                place < config().text().crossLayers().size();
                                place++) {
                            int columns = place == 0 && !first ? visual.count() : kept.length;
                            assertEquals(columns, run.cache().cross(place).columns());
                        }
                    } else {
                        assertTrue(run.keptTokens().isEmpty());
                    }
                    if (reference.contains(name + ".prefill.logits")) {
                        NDArray logits = model.decoder().logits(scope, last.get(last.size() - 1));
                        assertNear(reference, name + ".prefill.logits", logits, TOLERANCE);
                    }
                    compareGreedy(reference, run, name + (first ? ".first_pruned" : ""));
                }
            }
        }

        private static long[] longs(SafetensorsFixture reference, String name) {
            return reference.longs(name);
        }

        private static void selection(SafetensorsFixture reference, SelectionScores scores, double ratio, String name) {
            List<float[]> rows = new ArrayList<>();
            List<Long> topK = new ArrayList<>();
            int k = scores.perHead(ratio);
            for (int head = 0; head < scores.heads(); head++) {
                float[] row = new float[scores.tokens()];
                for (int j = 0; j < row.length; j++) {
                    row[j] = scores.score(head, j);
                }
                rows.add(row);
                for (int token : scores.topK(head, k)) {
                    topK.add((long) token);
                }
            }
            assertNear(reference, "trim.scores", joinRows(rows), TOLERANCE);
            assertArrayEquals(
                    reference.longs(name + ".head_topk"),
                    topK.stream().mapToLong(Long::longValue).toArray());
        }

        void ratioOne() throws Exception {
            SafetensorsFixture reference = reference();
            Selection one = new Selection(
                    scores -> {
                        double ratio = 1.0;
                        return ratio == 1 ? Optional.empty() : Optional.of(scores.union(scores.perHead(ratio)));
                    },
                    false,
                    false);
            try (Mllama model = load(ModelOptions.defaults())) {
                Optional<VisualTokens> visual = encode(model, reference);
                try (DecoderRun plain = run(model, visual, Selection.NONE, Observer.NONE);
                        DecoderRun trimmed = run(model, visual, one, Observer.NONE)) {
                    assertArrayEquals(
                            compareGreedy(reference, plain, "greedy"), compareGreedy(reference, trimmed, "greedy"));
                }
                visual.ifPresent(VisualTokens::close);
            }
        }

        void switches() throws Exception {
            SafetensorsFixture reference = reference();
            ModelOptions defaults = ModelOptions.defaults();
            variant(reference, defaults.withTap(IntermediateTap.LAYER_OUTPUT), "alt.tap_output");
            variant(reference, defaults.withRowMask(RowMask.BOTH), "alt.rows_both");
        }

        private void variant(SafetensorsFixture reference, ModelOptions options, String name) throws Exception {
            try (Mllama model = load(options);
                    NDManager scope = model.kernels().newManager()) {
                if (reference.contains(name + ".vision_output")) {
                    List<NDArray> outputs = new ArrayList<>();
                    for (TiledImage image : tiled(reference)) {
                        model.vision().encode(scope, image, new Cancellation(), (what, array) -> {
                            if (what.equals("vision_output")) {
                                outputs.add(model.kernels().call(scope, "to_float", array));
                            }
                        });
                    }
                    assertNear(reference, name + ".vision_output", joined(outputs), TOLERANCE);
                }
                Optional<VisualTokens> visual = encode(model, reference);
                List<NDArray> last = new ArrayList<>();
                try (DecoderRun run = run(
                        model,
                        visual,
                        Selection.NONE,
                        (what, array) -> last.add(model.kernels().call(scope, "to_float", array)))) {
                    NDArray logits = model.decoder().logits(scope, last.get(last.size() - 1));
                    assertNear(reference, name + ".prefill.logits", logits, TOLERANCE);
                    compareGreedy(reference, run, name + ".greedy");
                }
                visual.ifPresent(VisualTokens::close);
            }
        }

        private static float[] joined(List<NDArray> arrays) {
            return joinRows(arrays.stream().map(NDArray::toFloatArray).toList());
        }

        private static float[] joinRows(List<float[]> rows) {
            float[] out = new float[rows.stream().mapToInt(row -> row.length).sum()];
            int at = 0;
            for (float[] row : rows) {
                System.arraycopy(row, 0, out, at, row.length);
                at += row.length;
            }
            return out;
        }
    }
}
