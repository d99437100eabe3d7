package trimscope.app.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.app.DemoExploration;
import trimscope.app.inference.StepwiseExecutor;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.evaluation.Comparison;
import trimscope.core.evaluation.ForcedToken;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;

class RunPairTest {
    private final StepwiseExecutor inference = new StepwiseExecutor();
    private final DemoExploration demo = new DemoExploration(inference);
    private final Exploration exploration = demo.exploration();
    private final RunPair pair = exploration.pair();
    private final String question = demo.picture().suggestions().get(0);

    @BeforeEach
    void follow() {
        pair.setFollowed(true);
        inference.runAll();
    }

    @AfterEach
    void free() {
        demo.close();
        inference.runAll();
    }

    @Test
    void whatIsMissingIsTold() {
        assertEquals(PairState.NOTHING_ASKED, pair.stateProperty().get());
        Run full = answer(100);
        assertEquals(PairState.TRIMMED_MISSING, pair.stateProperty().get());
        assertEquals(Optional.of(full), pair.first());
        exploration.trim().percentProperty().set(5);
        exploration.answerAtChosenRatio();
        assertEquals(PairState.ANSWERING, pair.stateProperty().get());
        inference.runAll();
        assertEquals(PairState.COMPARED, pair.stateProperty().get());

        exploration.trim().percentProperty().set(20);
        exploration.ask("Describe the picture.");
        inference.runAll();
        assertEquals(PairState.FULL_MISSING, pair.stateProperty().get());
        assertEquals(List.of(shown()), pair.choices());
    }

    @Test
    void theNumbersAreThoseOfTheCore() throws Exception {
        answer(100);
        answer(1);
        Comparison found = pair.comparisonProperty().get().orElseThrow();
        Cancellation never = new Cancellation();
        try (ChatModel model = ChatModel.load(EmbeddedModel.folder(), ModelOptions.defaults(), never);
                ChatSession session =
                        model.open(demo.picture().pixelsProperty().get().orElseThrow(), never);
                Generation full = session.ask(List.of(), question, AnswerSettings.greedy(Trimming.none()), never);
                Generation trimmed =
                        session.ask(List.of(), question, AnswerSettings.greedy(Trimming.atRatio(0.01)), never)) {
            full.forEachRemaining(step -> {});
            trimmed.forEachRemaining(step -> {});
            Comparison expected = Comparison.of(full, trimmed, never);
            assertEquals(expected.forced(), found.forced());
            assertEquals(expected.tokens(), found.tokens());
            assertEquals(expected.words(), found.words());
        }
    }

    @Test
    void ratioOneEqualsNoTrimmingBitForBit() {
        answer(100);
        exploration.answerAgain();
        inference.runAll();
        Run full = shown();
        pair.choose(full, full);
        inference.runAll();
        Comparison comparison = pair.comparisonProperty().get().orElseThrow();
        assertEquals(1, comparison.agreement());
        for (ForcedToken token : comparison.forced().tokens()) {
            assertEquals(0, token.divergence());
            assertEquals(token.referenceLogProbability(), token.logProbability());
        }
    }

    @Test
    void theSideOfTheShownRunFollowsIt() {
        Run full = answer(100);
        Run ten = answer(10);
        assertPair(full, ten);
        Run five = answer(5);
        assertPair(full, five);
        exploration.select(ten);
        assertPair(full, ten);
        exploration.select(full);
        assertPair(full, ten);
        pair.choose(five, ten);
        assertPair(five, ten);
        pair.swap();
        assertPair(ten, five);
        exploration.select(ten);
        exploration.select(full);
        assertPair(full, five);
        exploration.ask("Describe the picture.");
        inference.runAll();
        assertEquals(Optional.of(shown()), pair.first());
        assertEquals(Optional.empty(), pair.second());
        Run other = shown();
        assertThrows(IllegalArgumentException.class, () -> pair.choose(full, other));
    }

    @Test
    void aDroppedRunMakesRoomForItsSuccessor() {
        Run full = answer(100);
        Run ten = answer(10);
        exploration.answerAgain();
        inference.runAll();
        assertTrue(shown() != ten);
        assertPair(full, shown());
        assertEquals(PairState.COMPARED, pair.stateProperty().get());
    }

    @Test
    void aStoppedAnswerIsNotCompared() {
        answer(100);
        exploration.trim().percentProperty().set(10);
        exploration.answerAtChosenRatio();
        inference.runUntil(() -> shown().answerTokens().size() == 2);
        exploration.stop();
        inference.runAll();
        assertEquals(PairState.STOPPED, pair.stateProperty().get());
        assertEquals(Optional.of(shown()), pair.unfinished());
        assertEquals(Optional.empty(), pair.comparisonProperty().get());
    }

    @Test
    void whoeverLeavesEndsTheComparison() {
        answer(100);
        pair.setFollowed(false);
        answer(10);
        assertEquals(Optional.empty(), pair.comparisonProperty().get());
        pair.setFollowed(true);
        inference.runUntil(() -> pair.progressProperty().get() > 0);
        pair.setFollowed(false);
        inference.runAll();
        assertEquals(Optional.empty(), pair.comparisonProperty().get());
        pair.setFollowed(true);
        inference.runAll();
        assertTrue(pair.comparisonProperty().get().isPresent());
    }

    @Test
    void bothMapsComeTogetherBetweenTheStepsOfAComparison() {
        Run full = answer(100);
        Run ten = answer(10);
        pair.setFollowed(false);
        pair.setFollowed(true);
        inference.runUntil(() -> pair.progressProperty().get() > 0);
        int position = full.answerTokens().get(2).position();
        IntStream.range(0, 5).forEach(i -> pair.look(new TokenPair(List.of(i), List.of(i))));
        pair.look(new TokenPair(List.of(position), List.of(position)));
        inference.runUntil(() -> pair.mapsProperty().get().isPresent());
        assertEquals(PairState.COMPARING, pair.stateProperty().get());
        var maps = pair.mapsProperty().get().orElseThrow();
        assertEquals(List.of(position), maps.query().first().positions());
        assertEquals(1, maps.first().orElseThrow().map(6, 0).total(), 1e-4);
        int dropped = IntStream.range(0, maps.second().orElseThrow().tokens())
                .filter(token -> !ten.prefillProperty()
                        .get()
                        .orElseThrow()
                        .kept()
                        .orElseThrow()
                        .contains(token))
                .findFirst()
                .orElseThrow();
        assertEquals(0, maps.second().orElseThrow().map(6, 0).weight(dropped));

        pair.look(new TokenPair(List.of(position), List.of()));
        inference.runAll();
        assertTrue(pair.mapsProperty().get().orElseThrow().second().isEmpty(), "no such word");
    }

    private void assertPair(Run one, Run other) {
        inference.runAll();
        assertEquals(Optional.of(one), pair.first());
        assertEquals(Optional.of(other), pair.second());
    }

    private Run answer(int percent) {
        exploration.trim().percentProperty().set(percent);
        if (exploration.runProperty().get().isEmpty()) {
            exploration.ask(question);
        } else {
            exploration.answerAtChosenRatio();
        }
        inference.runAll();
        return shown();
    }

    private Run shown() {
        return exploration.runProperty().get().orElseThrow();
    }
}
