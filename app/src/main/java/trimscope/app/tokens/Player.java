package trimscope.app.tokens;

import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.util.Duration;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;

/** Walks the selection along the answer, by whole words or token by token. */
final class Player {
    private static final Duration PACE = Duration.millis(450);

    private final Exploration exploration;
    private final Timeline clock = new Timeline(new KeyFrame(PACE, event -> next()));
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();

    Player(Exploration exploration) {
        this.exploration = exploration;
        clock.setCycleCount(Animation.INDEFINITE);
        exploration.runProperty().addListener(source -> stop());
    }

    ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    /** Begins at the answer's start, or stops. */
    void toggle() {
        List<SequenceToken> answer = answer();
        if (playing.get() || answer.isEmpty()) {
            stop();
            return;
        }
        exploration.focus().select(answer.get(0).position());
        playing.set(true);
        clock.playFromStart();
    }

    private void stop() {
        clock.stop();
        playing.set(false);
    }

    private void next() {
        List<SequenceToken> answer = answer();
        List<Integer> selected = exploration.focus().selectedProperty().get();
        int at = selected.isEmpty() ? -1 : selected.get(selected.size() - 1);
        Optional<SequenceToken> following =
                answer.stream().filter(token -> token.position() > at).findFirst();
        following.ifPresentOrElse(token -> exploration.focus().walkTo(token.position()), this::stop);
    }

    private List<SequenceToken> answer() {
        return exploration.runProperty().get().map(Run::answerTokens).orElse(List.of());
    }
}
