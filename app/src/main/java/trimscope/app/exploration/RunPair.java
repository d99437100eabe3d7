package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import trimscope.app.inference.CompareQuery;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.MapQuery;
import trimscope.app.inference.PairMaps;
import trimscope.app.inference.PairQuery;
import trimscope.app.inference.Quantity;
import trimscope.core.evaluation.Comparison;

/**
 * Two runs of one question: which, what their words look at, how their answers differ. By default the full run and the shown one; the
 * side of the shown run follows it. The model works for it only while somebody follows.
 */
public final class RunPair {
    private final InferenceWorker worker;
    private final ReadOnlyObjectWrapper<Sides> sides = new ReadOnlyObjectWrapper<>(Sides.NONE);
    private final ReadOnlyObjectWrapper<PairState> state = new ReadOnlyObjectWrapper<>(PairState.NOTHING_ASKED);
    private final ReadOnlyObjectWrapper<Optional<Comparison>> comparison =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PairMaps>> maps = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
    private final ListChangeListener<Run> onRuns = change -> arrange();
    private Optional<Run> shown = Optional.empty();
    private Optional<Run> shownBefore = Optional.empty();
    private Optional<CompareQuery> asked = Optional.empty();
    private Optional<PairQuery> wanted = Optional.empty();
    private TokenPair tokens = TokenPair.NONE;
    private Quantity quantity = Quantity.ATTENTION;
    private String failure = "";
    private boolean followed;

    /**
     * The two runs.
     *
     * @param first the run that the other is held against; empty if there is none yet
     * @param second empty if there is none yet
     */
    public record Sides(Optional<Run> first, Optional<Run> second) {
        static final Sides NONE = new Sides(Optional.empty(), Optional.empty());

        /** Whether there are two runs. */
        public boolean areBothThere() {
            return first.isPresent() && second.isPresent();
        }
    }

    RunPair(InferenceWorker worker) {
        this.worker = worker;
        worker.listen(this::accept);
    }

    /** Both runs, which change together. */
    public ReadOnlyObjectProperty<Sides> sidesProperty() {
        return sides.getReadOnlyProperty();
    }

    public Optional<Run> first() {
        return sides.get().first();
    }

    public Optional<Run> second() {
        return sides.get().second();
    }

    public ReadOnlyObjectProperty<PairState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How the answers differ; empty until that is computed. */
    public ReadOnlyObjectProperty<Optional<Comparison>> comparisonProperty() {
        return comparison.getReadOnlyProperty();
    }

    /** Share of the comparison that is done, 0 … 1. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** What the words of {@link #look} look at. */
    public ReadOnlyObjectProperty<Optional<PairMaps>> mapsProperty() {
        return maps.getReadOnlyProperty();
    }

    /** One sentence if the comparison failed, else empty. */
    public String failure() {
        return failure;
    }

    /** The runs that can be compared: those that answer the shown question. */
    public List<Run> choices() {
        return shown.map(run -> run.picture().siblings(run)).orElse(List.of());
    }

    /** The one of the two runs that has no whole answer. */
    public Optional<Run> unfinished() {
        return Stream.of(second(), first())
                .flatMap(Optional::stream)
                .filter(run -> run.state() != RunState.ANSWERED)
                .findFirst();
    }

    /**
     * Compares two runs.
     *
     * @throws IllegalArgumentException if they answer different questions
     */
    public void choose(Run one, Run other) {
        if (!one.answersSameAs(other)) {
            throw new IllegalArgumentException("only answers to the same question can be compared");
        }
        turnTo(new Sides(Optional.of(one), Optional.of(other)));
    }

    /** The first run becomes the second one and the other way round. */
    public void swap() {
        tokens = new TokenPair(tokens.second(), tokens.first());
        turnTo(new Sides(second(), first()));
    }

    /** Whether somebody wants to see how the runs differ. */
    public void setFollowed(boolean now) {
        followed = now;
        refresh();
    }

    /** Asks what words of the two runs look at. */
    public void look(TokenPair words) {
        tokens = words;
        lookAgain();
    }

    /** Has the maps tell something else. */
    void measure(Quantity other) {
        quantity = other;
        lookAgain();
    }

    void follow(Optional<Run> run) {
        shown.ifPresent(before -> before.picture().runs().removeListener(onRuns));
        shownBefore = shown;
        shown = run;
        shown.ifPresent(now -> now.picture().runs().addListener(onRuns));
        arrange();
    }

    /** Keeps the two runs as far as they are still there and answer the shown question, and finds others in their place. */
    private void arrange() {
        List<Run> choices = choices();
        Optional<Run> one = first().filter(choices::contains);
        Optional<Run> other = second().filter(choices::contains);
        if (!one.equals(shown) && !other.equals(shown)) {
            boolean becomesFirst = shownBecomesFirst();
            one = becomesFirst ? shown : one;
            other = becomesFirst ? other : shown;
        }
        Optional<Run> stays = one;
        Optional<Run> otherStays = other;
        turnTo(new Sides(stays.or(() -> partner(otherStays)), otherStays.or(() -> partner(stays))));
    }

    /** What was found of other runs goes first, so that nobody takes it for something of these. */
    private void turnTo(Sides next) {
        if (!next.equals(sides.get())) {
            ask(Optional.empty());
            sides.set(next);
        }
        refresh();
    }

    /** On whose side the shown run stands if it is not there yet: on that of the run shown before, else a full one is the first. */
    private boolean shownBecomesFirst() {
        boolean goesOn =
                shownBefore.flatMap(before -> shown.map(before::answersSameAs)).orElse(false);
        if (goesOn && first().equals(shownBefore)) {
            return true;
        }
        boolean follows = goesOn && second().equals(shownBefore);
        return !follows && shown.filter(Run::isFull).isPresent();
    }

    /** The newest full run for a trimmed one, the newest trimmed run for a full one. */
    private Optional<Run> partner(Optional<Run> of) {
        return of.flatMap(run -> choices().stream()
                .filter(choice -> choice.isFull() != run.isFull())
                .reduce((older, newer) -> newer));
    }

    private void refresh() {
        Optional<CompareQuery> next = followed && bothAnswered() ? query() : Optional.empty();
        ask(next);
        state.set(currentState());
        lookAgain();
    }

    private void ask(Optional<CompareQuery> next) {
        if (!asked.equals(next)) {
            asked = next;
            comparison.set(Optional.empty());
            progress.set(0);
            failure = "";
            worker.cancelComparison();
            next.ifPresent(worker::compare);
        }
    }

    private boolean bothAnswered() {
        return sides.get().areBothThere() && unfinished().isEmpty();
    }

    private Optional<CompareQuery> query() {
        return first().flatMap(one -> second().map(other -> new CompareQuery(one.id(), other.id())));
    }

    private PairState currentState() {
        if (shown.isEmpty()) {
            return PairState.NOTHING_ASKED;
        }
        if (!sides.get().areBothThere()) {
            return shown.get().isFull() ? PairState.TRIMMED_MISSING : PairState.FULL_MISSING;
        }
        if (unfinished().isPresent()) {
            return switch (unfinished().get().state()) {
                case STOPPED -> PairState.STOPPED;
                case FAILED -> PairState.FAILED;
                default -> PairState.ANSWERING;
            };
        }
        if (!failure.isEmpty()) {
            return PairState.NOT_COMPARED;
        }
        return comparison.get().isPresent() ? PairState.COMPARED : PairState.COMPARING;
    }

    private void lookAgain() {
        Optional<PairQuery> next = followed && !tokens.equals(TokenPair.NONE)
                ? first().flatMap(one -> second().map(other -> lookAt(one, other)))
                : Optional.empty();
        if (next.equals(wanted)) {
            return;
        }
        wanted = next;
        if (next.isPresent()) {
            worker.map(next.get());
        } else {
            maps.set(Optional.empty());
        }
    }

    private PairQuery lookAt(Run one, Run other) {
        return new PairQuery(
                new MapQuery(one.id(), seeing(one, tokens.first()), quantity),
                new MapQuery(other.id(), seeing(other, tokens.second()), quantity));
    }

    private static List<Integer> seeing(Run run, List<Integer> positions) {
        return positions.stream()
                .filter(at -> at < run.tokens().size() && run.tokens().get(at).seesPicture())
                .toList();
    }

    private void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.Comparing comparing && isAsked(comparing.query())) {
            progress.set((double) comparing.done() / comparing.all());
        } else if (event instanceof InferenceEvent.Compared compared && isAsked(compared.query())) {
            comparison.set(Optional.of(compared.comparison()));
            refresh();
        } else if (event instanceof InferenceEvent.ComparisonFailed failed && isAsked(failed.query())) {
            failure = failed.sentence();
            refresh();
        } else if (event instanceof InferenceEvent.PairMapsReady ready
                && wanted.equals(Optional.of(ready.maps().query()))) {
            maps.set(Optional.of(ready.maps()));
        } else if (event instanceof InferenceEvent.Stepped
                || event instanceof InferenceEvent.Prefilled
                || event instanceof InferenceEvent.Finished
                || event instanceof InferenceEvent.RunFailed) {
            refresh();
        }
    }

    private boolean isAsked(CompareQuery query) {
        return asked.equals(Optional.of(query));
    }
}
