package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.image.PatchGrid;
import trimscope.core.model.RowAggregation;
import trimscope.core.pruning.KeptTokens;

/** Attention maps of an answer, over what the run kept and over the whole picture. */
class AttentionTest extends SessionTest {
    private static final double ROUNDING = 1e-5;

    AttentionTest() {
        super(1);
    }

    private Generation answer(double ratio, FirstLayerCache firstLayer) throws Exception {
        Trimming trimming = Trimming.atRatio(ratio).withFirstLayerCache(firstLayer);
        return EmbeddedChat.answer(
                session, "What is in the picture", new AnswerSettings(trimming, Sampling.GREEDY, 20, false));
    }

    private static int promptLength(Generation generation) {
        return generation.prefill().tokens().size();
    }

    private static HeadMaps maps(Generation generation, int position, Columns columns) {
        return generation.attention(List.of(position), Aggregation.MEAN, columns);
    }

    /** Every layer and head: mass 1, and nothing outside the allowed tokens. */
    private static void assertSpread(HeadMaps maps, int layer, boolean[] allowed) {
        for (int head = 0; head < maps.heads(); head++) {
            CrossAttentionMap map = maps.map(layer, head);
            assertEquals(1, map.total(), ROUNDING, "layer " + layer + " head " + head);
            for (int j = 0; j < map.size(); j++) {
                assertTrue(allowed[j] || map.weight(j) == 0, "token " + j);
            }
        }
    }

    private boolean[] valid() {
        PatchGrid grid = session.grid();
        boolean[] valid = new boolean[grid.size()];
        for (int j = 0; j < valid.length; j++) {
            valid[j] = grid.kind(j) != PatchGrid.Kind.PADDING_TILE;
        }
        return valid;
    }

    private boolean[] kept(Generation generation) {
        KeptTokens tokens = generation.prefill().kept().orElseThrow();
        boolean[] kept = new boolean[session.grid().size()];
        for (int j = 0; j < kept.length; j++) {
            kept[j] = tokens.contains(j);
        }
        return kept;
    }

    @ParameterizedTest
    @EnumSource
    void runMapsLieOnKeptTokensAndFullMapsOnValidOnes(FirstLayerCache firstLayer) throws Exception {
        try (Generation generation = answer(0.1, firstLayer)) {
            int prompt = promptLength(generation);
            List<Integer> layers = model.info().crossLayers();
            for (int position = 0; position < prompt + generation.steps().size(); position++) {
                boolean sees = position >= prompt
                        || generation.prefill().tokens().get(position).seesPicture();
                if (sees) {
                    HeadMaps run = maps(generation, position, Columns.RUN);
                    HeadMaps full = maps(generation, position, Columns.FULL);
                    for (int layer : layers) {
                        boolean wholeCache = layer == layers.get(0) && firstLayer == FirstLayerCache.FULL;
                        assertSpread(run, layer, wholeCache ? valid() : kept(generation));
                        assertSpread(full, layer, valid());
                    }
                }
            }
        }
    }

    @Test
    void theFirstLayerShowsWhatItsCacheHolds() throws Exception {
        int first = model.info().crossLayers().get(0);
        try (Generation full = answer(0.1, FirstLayerCache.FULL);
                Generation trimmed = answer(0.1, FirstLayerCache.TRIMMED)) {
            int position = promptLength(full);
            assertArrayEquals(
                    maps(full, position, Columns.FULL).map(first, 0).toArray(),
                    maps(full, position, Columns.RUN).map(first, 0).toArray());
            CrossAttentionMap onKept = maps(trimmed, position, Columns.RUN).map(first, 0);
            CrossAttentionMap onAll = maps(trimmed, position, Columns.FULL).map(first, 0);
            boolean[] kept = kept(trimmed);
            double mass = 0;
            for (int j = 0; j < kept.length; j++) {
                mass += kept[j] ? onAll.weight(j) : 0;
            }
            // The same softmax over fewer columns: what is left grows by one factor.
            assertTrue(mass < 1);
            for (int j = 0; j < kept.length; j++) {
                assertEquals(kept[j] ? onAll.weight(j) / mass : 0, onKept.weight(j), ROUNDING);
            }
        }
    }

    @Test
    void withoutTrimmingBothMapsAreOne() throws Exception {
        try (Generation generation = answer(1, FirstLayerCache.FULL)) {
            int last = promptLength(generation) + generation.steps().size() - 1;
            for (int position : new int[] {0, 5, last}) {
                HeadMaps run = maps(generation, position, Columns.RUN);
                HeadMaps full = maps(generation, position, Columns.FULL);
                for (int layer : run.layers()) {
                    for (int head = 0; head < run.heads(); head++) {
                        assertArrayEquals(
                                full.map(layer, head).toArray(),
                                run.map(layer, head).toArray());
                    }
                }
            }
        }
    }

    @Test
    void textBeforeThePictureSeesAllOfIt() throws Exception {
        try (Generation generation = answer(1, FirstLayerCache.FULL)) {
            assertFalse(generation.prefill().tokens().get(0).seesPicture());
            boolean[] all = new boolean[session.grid().size()];
            java.util.Arrays.fill(all, true);
            for (int layer : model.info().crossLayers()) {
                assertSpread(maps(generation, 0, Columns.FULL), layer, all);
            }
        }
    }

    @Test
    void anAnswerTokensMapIsTheRowThatChoseIt() throws Exception {
        try (Generation generation = answer(0.25, FirstLayerCache.FULL)) {
            int prompt = promptLength(generation);
            assertMapIsRow(generation, prompt - 1, prompt - 1);
            assertMapIsRow(generation, prompt, prompt - 1);
            assertMapIsRow(generation, prompt + 1, prompt);
            assertMapIsRow(generation, prompt + 7, prompt + 6);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> maps(generation, prompt + generation.steps().size(), Columns.RUN));
            assertThrows(IllegalArgumentException.class, () -> maps(generation, -1, Columns.RUN));
        }
    }

    private static void assertMapIsRow(Generation generation, int position, int row) {
        HeadMaps maps = maps(generation, position, Columns.RUN);
        for (int place = 0; place < maps.layers().size(); place++) {
            float[][] wanted = generation.run().attention(place, List.of(row), RowAggregation.SUM);
            for (int head = 0; head < maps.heads(); head++) {
                assertArrayEquals(
                        wanted[head], maps.map(maps.layers().get(place), head).toArray());
            }
        }
    }

    @Test
    void severalTokensBecomeOneMap() throws Exception {
        try (Generation generation = answer(0.25, FirstLayerCache.FULL)) {
            int prompt = promptLength(generation);
            List<Integer> positions = List.of(prompt, prompt + 1, prompt + 2);
            HeadMaps mean = generation.attention(positions, Aggregation.MEAN, Columns.RUN);
            HeadMaps max = generation.attention(positions, Aggregation.MAX, Columns.RUN);
            int layer = mean.layers().get(1);
            for (int j = 0; j < mean.tokens(); j++) {
                double sum = 0;
                float largest = 0;
                for (int position : positions) {
                    float weight = maps(generation, position, Columns.RUN)
                            .map(layer, 2)
                            .weight(j);
                    sum += weight;
                    largest = Math.max(largest, weight);
                }
                assertEquals(sum / 3, mean.map(layer, 2).weight(j), 1e-6);
                assertEquals(largest, max.map(layer, 2).weight(j), 1e-6);
            }
        }
    }
}
