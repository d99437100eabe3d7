package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.Sinks;
import trimscope.core.image.PatchGrid;
import trimscope.core.model.Mllama;

/** Contributions of an answer of the embedded model, and the sinks of its maps. */
class ContributionTest extends SessionTest {
    ContributionTest() {
        super(2);
    }

    private Generation answer(double ratio) throws Exception {
        return EmbeddedChat.answer(session, "Describe the picture.", EmbeddedChat.greedy(ratio, 60, false));
    }

    private static HeadMaps maps(Generation answer, int position, Columns columns) {
        return answer.attention(List.of(position), Aggregation.MEAN, columns);
    }

    @Test
    void contributionsAreWeightsTimesGateTimesLengthOfTheValue() throws Exception {
        try (Generation answer = answer(1)) {
            HeadMaps weights = maps(answer, answer.prefill().tokens().size() + 3, Columns.RUN);
            HeadMaps contributions = answer.contribution(Columns.RUN).of(weights);
            List<Mllama.Gate> gates = model.info().gates();
            int group = weights.heads() / answer.run().valueNorms(0).length;
            for (int place = 0; place < gates.size(); place++) {
                float[][] lengths = answer.run().valueNorms(place);
                double gate = Math.abs(gates.get(place).attention());
                for (int head = 0; head < weights.heads(); head++) {
                    CrossAttentionMap alpha = weights.map(gates.get(place).layer(), head);
                    CrossAttentionMap found = contributions.map(gates.get(place).layer(), head);
                    for (int j = 0; j < alpha.size(); j++) {
                        double expected = alpha.weight(j) * gate * lengths[head / group][j];
                        assertEquals(expected, found.weight(j), 1e-5 * expected + 1e-12);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Trimming.FirstLayerCache.class)
    void aTrimmedRunPassesOnOnlyWhatItHolds(Trimming.FirstLayerCache firstLayer) throws Exception {
        Trimming trimming = Trimming.atRatio(0.1).withFirstLayerCache(firstLayer);
        try (Generation answer = EmbeddedChat.answer(
                session, "Describe the picture.", new AnswerSettings(trimming, Sampling.GREEDY, 20, false))) {
            int position = answer.prefill().tokens().size() + 3;
            HeadMaps weights = maps(answer, position, Columns.RUN);
            HeadMaps own = answer.contribution(Columns.RUN).of(weights);
            HeadMaps byAll = answer.contribution(Columns.FULL).of(weights);
            for (int layer : own.layers()) {
                for (int head = 0; head < own.heads(); head++) {
                    CrossAttentionMap map = own.map(layer, head);
                    for (int j = 0; j < map.size(); j++) {
                        assertEquals(byAll.map(layer, head).weight(j), map.weight(j), 1e-4 * map.max());
                        assertEquals(weights.map(layer, head).weight(j) == 0, map.weight(j) == 0, "token " + j);
                    }
                }
            }
        }
    }

    @Test
    void theEmbeddedModelsSinksAreClassTokens() throws Exception {
        try (Generation answer = answer(1)) {
            int prompt = answer.prefill().tokens().size();
            List<Integer> layers = model.info().crossLayers();
            List<Integer> heads =
                    IntStream.range(0, model.info().heads()).boxed().toList();
            List<CrossAttentionMap> rows = IntStream.range(
                            0, prompt + answer.steps().size())
                    .filter(position -> position >= prompt
                            || answer.prefill().tokens().get(position).seesPicture())
                    .mapToObj(position -> maps(answer, position, Columns.RUN).map(layers, heads, Aggregation.MEAN))
                    .toList();
            PatchGrid grid = session.grid();
            Sinks sinks = Sinks.of(rows, grid.validCount());
            assertTrue(sinks.count() > 0);
            for (int token : sinks.tokens()) {
                assertEquals(PatchGrid.Kind.CLASS_TOKEN, grid.kind(token));
                double share = 1.0 / grid.validCount();
                assertTrue(sinks.usual(token) > Sinks.TIMES_EVEN * share, "usual " + sinks.usual(token));
            }
        }
    }
}
