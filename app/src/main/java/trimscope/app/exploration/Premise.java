package trimscope.app.exploration;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import trimscope.app.inference.EvidenceQuery;
import trimscope.app.inference.Findings;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.InferenceWorker;
import trimscope.core.chat.Prefill;
import trimscope.core.chat.Trimming;
import trimscope.core.pruning.KeptTokens;

/**
 * The paper's premise tested on the shown question: what the full run's attention says about the tokens that the chosen trimming keeps. The
 * model works for it only while somebody follows.
 */
public final class Premise {
    /** What is taken for the trimming while nothing is trimmed: otherwise there would be nothing to test. */
    private static final double EXAMPLE_RATIO = 0.1;

    private final Exploration exploration;
    private final InferenceWorker worker;
    private final ReadOnlyObjectWrapper<Optional<Findings>> evidence = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Run>> full = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final InvalidationListener onState = source -> refresh();
    private final ListChangeListener<Run> onRuns = change -> refresh();
    private Optional<Run> shown = Optional.empty();
    private Optional<EvidenceQuery> asked = Optional.empty();
    private boolean followed;

    Premise(Exploration exploration, InferenceWorker worker) {
        this.exploration = exploration;
        this.worker = worker;
        worker.listen(this::accept);
        exploration.trim().keptProperty().addListener(onState);
        exploration.trim().ruleProperty().addListener(onState);
        exploration.runProperty().subscribe(this::follow);
    }

    /** What the attention says; empty until that is computed. The evidence before stays meanwhile, as long as it is of the same run. */
    public ReadOnlyObjectProperty<Optional<Findings>> evidenceProperty() {
        return evidence.getReadOnlyProperty();
    }

    /** The answered run without trimming whose attention is read; empty if there is none yet. */
    public ReadOnlyObjectProperty<Optional<Run>> fullProperty() {
        return full.getReadOnlyProperty();
    }

    /** Keep ratio per head that the evidence is about. */
    public double ratio() {
        return isExample() ? EXAMPLE_RATIO : exploration.trim().ratio();
    }

    /** Whether the evidence is about an example because nothing is trimmed. */
    public boolean isExample() {
        return exploration.trim().trimming().isOff();
    }

    /** Whether somebody wants to see the evidence. */
    public void setFollowed(boolean now) {
        followed = now;
        refresh();
    }

    private void follow(Optional<Run> run) {
        shown.ifPresent(before -> {
            before.stateProperty().removeListener(onState);
            before.picture().runs().removeListener(onRuns);
        });
        shown = run;
        shown.ifPresent(now -> {
            now.stateProperty().addListener(onState);
            now.picture().runs().addListener(onRuns);
        });
        refresh();
    }

    private void refresh() {
        full.set(shown.flatMap(run -> run.picture().baseline(run)));
        Optional<EvidenceQuery> next = followed ? full.get().flatMap(this::query) : Optional.empty();
        boolean otherRun = !next.map(EvidenceQuery::run).equals(asked.map(EvidenceQuery::run));
        if (otherRun) {
            evidence.set(Optional.empty());
        }
        if (!next.equals(asked)) {
            asked = next;
            next.ifPresent(worker::evidence);
        }
    }

    private Optional<EvidenceQuery> query(Run of) {
        Optional<Prefill> read = of.prefillProperty().get();
        Optional<KeptTokens> kept = isExample()
                ? read.flatMap(
                        prefill -> Trimming.by(exploration.trim().ruleProperty().get(), EXAMPLE_RATIO)
                                .select(prefill.candidates()))
                : exploration.trim().keptProperty().get();
        return kept.flatMap(tokens -> read.map(
                prefill -> new EvidenceQuery(of.id(), tokens, prefill.scores().perHead(ratio()))));
    }

    private void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.EvidenceReady ready
                && asked.equals(Optional.of(ready.findings().query()))) {
            evidence.set(Optional.of(ready.findings()));
        }
    }
}
