package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import trimscope.core.chat.Trimming;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.scene.drawing.SceneRenderer;

/** Puts a scene of a sweep into the library and asks its question. */
final class SceneOpening {
    private final Exploration exploration;
    private final SceneCase scene;
    private final String name;

    SceneOpening(Exploration exploration, SceneCase scene, long seed) {
        this.exploration = exploration;
        this.scene = scene;
        name = "seed " + seed + ", scene " + scene.index();
    }

    /** Answers the question with all tokens and then under a trimming; the second answer follows once the first is there. */
    void answerTwice(Trimming trimming) {
        String question = scene.question().question();
        LibraryPicture picture = exploration.pictures().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> exploration.add(
                        name, LibraryPicture.Origin.DRAWN, List.of(question), () -> SceneRenderer.draw(scene.scene())));
        exploration.open(picture);
        Optional<Run> known = picture.runs().stream()
                .filter(run -> run.question().equals(question) && run.said().isEmpty())
                .findFirst();
        if (known.isPresent()) {
            exploration.answerUnder(known.get(), trimming);
            return;
        }
        exploration.trim().choose(Trimming.none());
        exploration.ask(question);
        exploration.runProperty().get().ifPresent(run -> onceAnswered(run, trimming));
    }

    private void onceAnswered(Run full, Trimming trimming) {
        ChangeListener<RunState> listener = new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends RunState> source, RunState before, RunState after) {
                if (!after.isActive()) {
                    source.removeListener(this);
                    trim(full, trimming);
                }
            }
        };
        if (full.state().isActive()) {
            full.stateProperty().addListener(listener);
        } else {
            trim(full, trimming);
        }
    }

    /** Unless people have turned to something else meanwhile. */
    private void trim(Run full, Trimming trimming) {
        boolean stillShown = exploration.runProperty().get().equals(Optional.of(full));
        if (stillShown && full.state() == RunState.ANSWERED) {
            exploration.answerUnder(full, trimming);
        }
    }
}
