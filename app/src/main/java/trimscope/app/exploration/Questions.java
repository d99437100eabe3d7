package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import trimscope.app.inference.Question;
import trimscope.app.inference.RunId;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Sampling;

/** Puts questions for the worker, under the trimming that is chosen. */
final class Questions {
    private static final int MAX_ANSWER_TOKENS = 512;

    private final Library library;
    private final TrimPreview trim;

    Questions(Library library, TrimPreview trim) {
        this.library = library;
        this.trim = trim;
    }

    /** The next turn after a run, or the first one about a picture. */
    Question next(LibraryPicture picture, Optional<Run> before, String text) {
        // A follow-up appends under the selection that is there; after another trimming everything is read anew.
        Optional<RunId> follows = before.filter(shown ->
                        shown.state() == RunState.ANSWERED && shown.trimming().selectsAs(trim.trimming()))
                .map(Run::id);
        return new Question(
                library.nextRun(),
                picture.id(),
                before.map(Run::conversation).orElse(List.of()),
                follows,
                text.strip(),
                settings());
    }

    /** The question of a run once more, read anew. */
    Question again(Run run) {
        Question old = run.asked();
        return new Question(library.nextRun(), old.picture(), old.earlier(), Optional.empty(), old.text(), settings());
    }

    private AnswerSettings settings() {
        return new AnswerSettings(
                trim.trimming(),
                Sampling.GREEDY,
                MAX_ANSWER_TOKENS,
                trim.leanProperty().get());
    }
}
