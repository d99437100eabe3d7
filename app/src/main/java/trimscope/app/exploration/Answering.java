package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.Question;
import trimscope.core.chat.Trimming;

/** Has the next question answered, or the shown one otherwise: by a run that is there, or by a new one, for which others make room. */
final class Answering {
    private final Exploration exploration;
    private final InferenceWorker worker;
    private final Questions questions;
    private Optional<Run> passing = Optional.empty();

    Answering(Exploration exploration, InferenceWorker worker, Questions questions) {
        this.exploration = exploration;
        this.worker = worker;
        this.questions = questions;
    }

    void ask(String text) {
        exploration.pictureProperty().get().filter(open -> !text.isBlank()).ifPresent(open -> {
            Optional<Run> before = shown().filter(run -> !run.state().isActive());
            Question question = questions.next(open, before, text);
            exploration.focus().clearSelection();
            begin(new Run(open, question, before.map(Run::saidWithThis).orElse(List.of())));
        });
    }

    void atChosenRatio() {
        passing = Optional.empty();
        asChosen();
    }

    void inPassing() {
        Optional<Run> earlier = passing;
        Optional<Run> before = shown();
        passing = Optional.empty();
        boolean begun = asChosen();
        passing = begun ? shown() : earlier.filter(stays -> before.equals(shown()));
        earlier.filter(past -> !shown().equals(Optional.of(past))
                        && past.picture().runs().contains(past))
                .ifPresent(this::drop);
    }

    /** Whether a new run was begun. */
    private boolean asChosen() {
        TrimPreview trim = exploration.trim();
        Optional<Run> shown = shown();
        Optional<String> refusal = trim.refusal(trim.maskProperty().get());
        refusal.ifPresent(sentence -> exploration.tell(new Notice(Notice.Level.HINT, sentence)));
        if (shown.isEmpty() || shown.get().trimming().selectsAs(trim.trimming()) || refusal.isPresent()) {
            return false;
        }
        Optional<Run> known = shown.get().picture().answered(shown.get(), trim.trimming());
        known.ifPresentOrElse(exploration::select, this::again);
        return known.isEmpty();
    }

    void under(Run run, Trimming wanted) {
        exploration.select(run);
        exploration.trim().choose(wanted);
        atChosenRatio();
    }

    void again() {
        shown().ifPresent(run -> {
            Run again = new Run(run.picture(), questions.again(run), run.said());
            // The same trimming again replaces its run, and an answer that is still coming makes room.
            run.picture().siblings(run).stream()
                    .filter(other ->
                            other.label().equals(again.label()) || other.state().isActive())
                    .forEach(this::drop);
            begin(again);
        });
    }

    private void begin(Run next) {
        next.picture().add(next);
        next.picture().tooMuch().ifPresent(this::drop);
        exploration.show(Optional.of(next));
        worker.ask(next.asked());
    }

    void drop(Run dropped) {
        dropped.picture().remove(dropped);
        worker.drop(dropped.id());
    }

    private Optional<Run> shown() {
        return exploration.runProperty().get();
    }
}
