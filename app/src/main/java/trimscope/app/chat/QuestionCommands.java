package trimscope.app.chat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;

/** What can be done with questions and answers, anywhere in the window. */
public final class QuestionCommands {
    /** Puts the writing mark into the question's field. */
    public final Command write;
    /** The same question anew. */
    public final Command again;
    /** Ends the running answer. */
    public final Command stop;
    /** The next answer to the same question. */
    public final Command nextRun;

    private final Exploration exploration;

    QuestionCommands(Exploration exploration, Node field) {
        this.exploration = exploration;
        write = command("Write a question", field::requestFocus, Shortcut.character("/"));
        again = command("Answer again", exploration::answerAgain, Shortcut.control(KeyCode.R))
                .onlyIf(() -> exploration.runProperty().get().isPresent() && !isAnswering());
        stop = command("Stop the answer", exploration::stop, Shortcut.functional(KeyCode.ESCAPE, "Esc"))
                .onlyIf(this::isAnswering);
        nextRun = command("Next run of this question", this::showNextRun, Shortcut.control(KeyCode.E))
                .onlyIf(() -> siblings().size() > 1);
    }

    /** All of them. */
    public List<Command> all() {
        return List.of(write, again, stop, nextRun);
    }

    private boolean isAnswering() {
        return exploration.runProperty().get().map(Run::state).stream().anyMatch(RunState::isActive);
    }

    private List<Run> siblings() {
        return exploration
                .runProperty()
                .get()
                .map(run -> run.picture().siblings(run))
                .orElse(List.of());
    }

    private void showNextRun() {
        List<Run> runs = siblings();
        exploration
                .runProperty()
                .get()
                .ifPresent(run -> exploration.select(runs.get((runs.indexOf(run) + 1) % runs.size())));
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.QUESTIONS, name, action, keys);
    }
}
