package trimscope.app.compare;

import java.util.Optional;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.PairState;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunPair;

/** Why there is nothing to compare, or not yet, and what would help. */
final class Obstacles {
    /** Per head; where the embedded model's answers are as good as with all tokens. */
    private static final int SUGGESTED_PERCENT = 10;

    private final Exploration exploration;
    private final RunPair pair;
    private final Runnable writeQuestion;

    /**
     * What stands in the way.
     *
     * @param remedy what can be done about it; empty if it passes by itself
     */
    record Obstacle(String sentence, Optional<Remedy> remedy) {}

    /** Something that helps. */
    record Remedy(String name, Runnable action) {}

    /** @param writeQuestion brings people to where questions are written */
    Obstacles(Exploration exploration, Runnable writeQuestion) {
        this.exploration = exploration;
        this.writeQuestion = writeQuestion;
        pair = exploration.pair();
    }

    Optional<Obstacle> now() {
        PairState state = pair.stateProperty().get();
        return switch (state) {
            case NOTHING_ASKED ->
                obstacle(
                        "Ask a question about the picture. Two answers to it can then be compared here.",
                        "Write a question",
                        writeQuestion);
            case FULL_MISSING ->
                obstacle(
                        "There is no answer with all visual tokens yet to compare this one with.",
                        "Answer with all tokens",
                        () -> answerAt(100));
            case TRIMMED_MISSING ->
                obstacle(
                        "This answer had all visual tokens, and there is no trimmed one yet to compare it with.",
                        "Answer at " + SUGGESTED_PERCENT + " % per head",
                        () -> answerAt(SUGGESTED_PERCENT));
            case ANSWERING ->
                Optional.of(new Obstacle("The answer at " + unfinished() + " is still coming.", Optional.empty()));
            case STOPPED ->
                obstacle(
                        "You stopped the answer at " + unfinished() + ", so there is nothing to compare to its end.",
                        "Answer it again",
                        this::answerAgain);
            case FAILED ->
                obstacle(
                        "The answer at " + unfinished() + " failed. " + failure(),
                        "Answer it again",
                        this::answerAgain);
            case COMPARING -> Optional.of(new Obstacle("Reading A's answer with both runs.", Optional.empty()));
            case NOT_COMPARED ->
                obstacle("The comparison failed. " + pair.failure(), "Compare again", this::compareAgain);
            case COMPARED -> Optional.empty();
        };
    }

    private static Optional<Obstacle> obstacle(String sentence, String remedy, Runnable action) {
        return Optional.of(new Obstacle(sentence, Optional.of(new Remedy(remedy, action))));
    }

    private String unfinished() {
        return pair.unfinished()
                .map(run -> run.isFull() ? "100 %" : run.label())
                .orElse("");
    }

    private String failure() {
        return pair.unfinished().map(Run::failure).orElse("");
    }

    private void answerAt(int percent) {
        exploration.trim().percentProperty().set(percent);
        exploration.answerAtChosenRatio();
    }

    private void answerAgain() {
        pair.unfinished().ifPresent(run -> {
            exploration.select(run);
            exploration.answerAgain();
        });
    }

    private void compareAgain() {
        pair.setFollowed(false);
        pair.setFollowed(true);
    }
}
