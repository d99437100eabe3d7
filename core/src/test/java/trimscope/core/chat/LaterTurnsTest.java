package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.chat.Trimming.LaterTurns;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TokenMask;

/** What a further question may look at, on the embedded model. */
class LaterTurnsTest extends SessionTest {
    private static final double RATIO = 0.05;
    /** A row of the first question. */
    private static final int ROW = 8;

    LaterTurnsTest() {
        super(1);
    }

    private Generation first(Trimming trimming) throws Exception {
        Generation answer = session.ask(List.of(), questions().get(0), AnswerSettings.greedy(trimming), NEVER);
        answer.forEachRemaining(step -> {});
        return answer;
    }

    private Generation second(Generation before, Trimming trimming) throws Exception {
        return session.followUp(before, questions().get(1), AnswerSettings.greedy(trimming), NEVER);
    }

    /** Logits of what follows every row of the answer, token by token. */
    private static void assertSame(Generation a, Generation b) {
        while (a.hasNext()) {
            assertTrue(b.hasNext());
            assertArrayEquals(a.run().logits(), b.run().logits());
            assertEquals(a.next().token(), b.next().token());
        }
        assertFalse(b.hasNext());
    }

    @Test
    void firstSelectionIsTheDefault() throws Exception {
        Trimming trimming = Trimming.atRatio(RATIO);
        try (Generation before = first(trimming);
                Generation plain = second(before, trimming);
                Generation named = second(before, trimming.withLaterTurns(LaterTurns.FIRST_SELECTION))) {
            assertEquals(before.prefill().kept(), plain.prefill().kept());
            assertEquals(before.prefill().scores(), plain.prefill().scores());
            assertSame(plain, named);
        }
    }

    @Test
    void atRatioOneEveryPolicyIsNoTrimming() throws Exception {
        try (Generation before = first(Trimming.none());
                Generation first = second(before, Trimming.none());
                Generation anew = second(before, Trimming.none().withLaterTurns(LaterTurns.SELECT_ANEW));
                Generation again = second(before, Trimming.none());
                Generation none = second(before, Trimming.none().withLaterTurns(LaterTurns.NO_TRIMMING))) {
            assertTrue(anew.prefill().kept().isEmpty());
            assertSame(first, anew);
            assertSame(again, none);
        }
    }

    @Test
    void noTrimmingIsSelectingAnewAtRatioOne() throws Exception {
        try (Generation before = first(Trimming.atRatio(RATIO));
                Generation none = second(before, Trimming.atRatio(RATIO).withLaterTurns(LaterTurns.NO_TRIMMING));
                Generation anew = second(before, Trimming.none().withLaterTurns(LaterTurns.SELECT_ANEW))) {
            assertTrue(none.prefill().kept().isEmpty());
            assertEquals(none.costs().cacheBytesFull(), none.costs().cacheBytes());
            assertSame(none, anew);
        }
    }

    @Test
    void selectsAnewByItsOwnRows() throws Exception {
        Trimming trimming = Trimming.atRatio(RATIO).withLaterTurns(LaterTurns.SELECT_ANEW);
        try (Generation before = first(trimming);
                Generation anew = second(before, trimming)) {
            KeptTokens kept = anew.prefill().kept().orElseThrow();
            assertNotEquals(before.prefill().kept().orElseThrow(), kept);
            assertEquals(trimming.select(anew.prefill().candidates()).orElseThrow(), kept);
            int rows = anew.prefill().tokens().size() - before.fedIds().length;
            double mass = 0;
            for (int token = 0; token < session.grid().size(); token++) {
                mass += anew.prefill().scores().score(0, token);
            }
            assertEquals(rows, mass, 1e-3);
            assertEquals(1, session.encodings());
        }
    }

    /** Rows of the first turn are still shown with what they attended to then, those of the second with what they do now. */
    @Test
    void mapsFollowTheSelectionOfTheirRow() throws Exception {
        Trimming trimming = Trimming.atRatio(RATIO).withLaterTurns(LaterTurns.SELECT_ANEW);
        Generation before = first(trimming);
        HeadMaps wanted = before.attention(List.of(ROW), Aggregation.MEAN, Columns.RUN);
        KeptTokens first = before.prefill().kept().orElseThrow();
        try (Generation anew = second(before, trimming);
                Generation replayed = anew.replay(4, NEVER)) {
            before.close();
            KeptTokens second = anew.prefill().kept().orElseThrow();
            int last = anew.prefill().tokens().size() - 1;
            for (Generation answer : List.of(anew, replayed)) {
                assertKept(answer.attention(List.of(ROW), Aggregation.MEAN, Columns.RUN), first, 1);
                assertKept(answer.attention(List.of(last), Aggregation.MEAN, Columns.RUN), second, 1);
                assertEquals(
                        wanted.map(4, 0).weight(first.indices()[0]),
                        answer.attention(List.of(ROW), Aggregation.MEAN, Columns.RUN)
                                .map(4, 0)
                                .weight(first.indices()[0]));
            }
            HeadMaps both = anew.attention(List.of(ROW, last), Aggregation.MEAN, Columns.RUN);
            assertEquals(1, both.map(4, 0).total(), 1e-5);
        }
    }

    private static void assertKept(HeadMaps maps, KeptTokens kept, double mass) {
        for (int layer : maps.layers().subList(1, maps.layers().size())) {
            double sum = IntStream.of(kept.indices())
                    .mapToDouble(token -> maps.map(layer, 0).weight(token))
                    .sum();
            assertEquals(mass, sum, 1e-5);
            assertEquals(mass, maps.map(layer, 0).total(), 1e-5);
        }
    }

    @Test
    void knowsWhatItWouldHaveSelected() throws Exception {
        Trimming trimming = Trimming.atRatio(RATIO).withFirstLayerCache(FirstLayerCache.TRIMMED);
        try (Generation before = first(trimming);
                Generation kept = second(before, trimming);
                Generation anew = second(before, trimming.withLaterTurns(LaterTurns.SELECT_ANEW))) {
            assertEquals(before.prefill().kept().orElseThrow(), before.wanted().tokens());
            assertEquals(0, before.wanted().lost().length);
            KeptTokens wanted = anew.prefill().kept().orElseThrow();
            assertEquals(wanted, kept.wanted().tokens());
            assertArrayEquals(
                    wanted.without(kept.prefill().kept().orElseThrow()),
                    kept.wanted().lost());
            assertTrue(kept.wanted().lost().length > 0);
            assertEquals(0, anew.wanted().lost().length);
        }
    }

    @Test
    void leanAnswersSelectAnewToo() throws Exception {
        Trimming trimming = Trimming.atRatio(RATIO).withLaterTurns(LaterTurns.SELECT_ANEW);
        AnswerSettings lean = new AnswerSettings(trimming, Sampling.GREEDY, 20, true);
        try (Generation before = session.ask(List.of(), questions().get(0), lean, NEVER)) {
            before.forEachRemaining(step -> {});
            try (Generation kept = first(trimming);
                    Generation wanted = second(kept, trimming);
                    Generation found = session.followUp(before, questions().get(1), lean, NEVER)) {
                found.forEachRemaining(step -> {});
                wanted.forEachRemaining(step -> {});
                assertEquals(wanted.tokens(), found.tokens());
            }
        }
    }

    @Test
    void maskChangesWhatIsKept() throws Exception {
        Trimming rule = Trimming.atRatio(RATIO);
        try (Generation plain = first(rule);
                Generation keeping = first(Trimming.none().withMask(TokenMask.NONE.keeping(3)));
                Generation full = first(Trimming.none())) {
            assertTrue(keeping.prefill().kept().isEmpty());
            assertEquals(full.tokens(), keeping.tokens());
            int[] kept = plain.prefill().kept().orElseThrow().indices();
            int added = IntStream.range(0, 50)
                    .filter(j -> IntStream.of(kept).noneMatch(k -> k == j))
                    .findFirst()
                    .orElseThrow();
            try (Generation masked =
                    first(rule.withMask(TokenMask.NONE.keeping(added).dropping(kept[0])))) {
                KeptTokens found = masked.prefill().kept().orElseThrow();
                assertEquals(kept.length, found.count());
                assertTrue(found.contains(added));
                assertFalse(found.contains(kept[0]));
            }
        }
    }
}
