package trimscope.app.exploration;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.SweepOrder;
import trimscope.app.inference.SweepSource;
import trimscope.core.chat.Trimming;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.evaluation.SweepSettings;

/** Sweeps over rules and ratios: the one that runs or ran last, and the way from its points to the runs. */
public final class Sweeps {
    private final Exploration exploration;
    private final InferenceWorker worker;
    private final ReadOnlyObjectWrapper<Optional<SweepState>> state = new ReadOnlyObjectWrapper<>(Optional.empty());
    private int lastNumber;

    Sweeps(Exploration exploration, InferenceWorker worker) {
        this.exploration = exploration;
        this.worker = worker;
        worker.listen(this::accept);
    }

    /** The sweep that runs or ran last. */
    public ReadOnlyObjectProperty<Optional<SweepState>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Sweeps over a run's question. */
    public void overQuestion(Run about, SweepSettings settings) {
        begin(
                new SweepSource.OfQuestion(about.picture().id(), about.asked().earlier(), about.question()),
                Optional.of(about),
                settings);
    }

    /**
     * Sweeps over generated scenes.
     *
     * @param scenes how many, at least 1
     */
    public void overScenes(int scenes, long seed, SweepSettings settings) {
        begin(new SweepSource.OfScenes(scenes, seed), Optional.empty(), settings);
    }

    /** Ends the running sweep; its points stay. */
    public void cancel() {
        worker.cancelSweep();
    }

    /**
     * Shows the run that a point of a sweep over one question stands for; it is answered unless it is there.
     *
     * @param point place of the point in the sweep
     */
    public void open(int point) {
        state.get()
                .ifPresent(known -> known.about()
                        .ifPresent(run -> exploration.answerUnder(
                                run, known.order().settings().trimming(point))));
    }

    /** Shows a generated scene with its question answered twice: with all tokens, then as a point of the sweep trims. */
    public void open(SceneCase scene, int point) {
        state.get().ifPresent(known -> {
            long seed = known.order().source() instanceof SweepSource.OfScenes drawn ? drawn.seed() : 0;
            Trimming trimming = known.order().settings().trimming(point);
            new SceneOpening(exploration, scene, seed).answerTwice(trimming);
        });
    }

    private void begin(SweepSource source, Optional<Run> about, SweepSettings settings) {
        SweepOrder order = new SweepOrder(++lastNumber, source, settings);
        int scenes = source instanceof SweepSource.OfScenes drawn ? drawn.scenes() : 1;
        state.set(Optional.of(new SweepState(
                order, about, SweepState.Phase.RUNNING, 0, scenes * settings.points(), Optional.empty())));
        worker.sweep(order);
    }

    private void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.SweepAdvanced on) {
            shown(on.order())
                    .ifPresent(known -> state.set(Optional.of(known.advanced(on.done(), on.all(), on.result()))));
        } else if (event instanceof InferenceEvent.SweepEnded end) {
            end(end.order(), end.cancelled() ? SweepState.Phase.CANCELLED : SweepState.Phase.FINISHED);
        } else if (event instanceof InferenceEvent.SweepFailed failed) {
            end(failed.order(), SweepState.Phase.FAILED);
            exploration.tell(new Notice(Notice.Level.ERROR, failed.sentence()));
        }
    }

    private void end(SweepOrder order, SweepState.Phase phase) {
        shown(order).ifPresent(known -> state.set(Optional.of(known.ended(phase))));
    }

    /** What comes of a sweep that has made room for another is left out. */
    private Optional<SweepState> shown(SweepOrder order) {
        return state.get().filter(known -> known.order().equals(order));
    }
}
