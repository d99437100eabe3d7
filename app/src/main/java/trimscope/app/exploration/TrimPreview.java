package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import trimscope.core.chat.Prefill;
import trimscope.core.chat.Trimming;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.chat.Trimming.LaterTurns;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.NothingKeptException;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.SelectionScores;
import trimscope.core.pruning.TokenMask;
import trimscope.core.pruning.TrimmingRule;

/** Which visual tokens a keep ratio would keep, from the selected run's stored scores and without running the model. */
public final class TrimPreview {
    private final IntegerProperty percent = new SimpleIntegerProperty(100);
    private final ReadOnlyObjectWrapper<Optional<KeptTokens>> kept = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<TrimmingRule> rule = new SimpleObjectProperty<>(Rules.ALL.get(0));
    private final ObjectProperty<FirstLayerCache> firstLayer = new SimpleObjectProperty<>(FirstLayerCache.FULL);
    private final ObjectProperty<LaterTurns> laterTurns = new SimpleObjectProperty<>(LaterTurns.FIRST_SELECTION);
    private final BooleanProperty lean = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<TokenMask> mask = new ReadOnlyObjectWrapper<>(TokenMask.NONE);
    private final ChangeListener<Optional<Prefill>> onPrefill = (source, before, after) -> update();
    private Optional<Run> run = Optional.empty();

    TrimPreview() {
        percent.addListener((source, before, after) -> update());
        rule.addListener((source, before, after) -> update());
        mask.addListener((source, before, after) -> update());
    }

    /** Keep ratio per head in percent, 1 … 100; what the slider moves. */
    public IntegerProperty percentProperty() {
        return percent;
    }

    /** The kept tokens at that ratio; empty if nothing is dropped. */
    public ReadOnlyObjectProperty<Optional<KeptTokens>> keptProperty() {
        return kept.getReadOnlyProperty();
    }

    /** How the kept tokens are chosen. */
    public ObjectProperty<TrimmingRule> ruleProperty() {
        return rule;
    }

    /** What the first cross-attention layer keeps. */
    public ObjectProperty<FirstLayerCache> firstLayerProperty() {
        return firstLayer;
    }

    /** What a further question of the conversation may look at. */
    public ObjectProperty<LaterTurns> laterTurnsProperty() {
        return laterTurns;
    }

    /** Whether the next answers let keys and values of all visual tokens go as soon as they are not needed. */
    public BooleanProperty leanProperty() {
        return lean;
    }

    /** What is painted over the rule's choice. */
    public ReadOnlyObjectProperty<TokenMask> maskProperty() {
        return mask.getReadOnlyProperty();
    }

    /** Chooses everything that selects tokens at once; a ratio is rounded to whole percents. */
    void choose(Trimming wanted) {
        mask.set(wanted.mask());
        percent.set((int) Math.round(100 * wanted.ratio()));
        if (!wanted.isOff()) {
            rule.set(wanted.rule());
            firstLayer.set(wanted.firstLayerCache());
        }
    }

    void paint(TokenMask next) {
        mask.set(next);
    }

    /** One sentence if a mask would leave no token under the chosen rule and ratio. */
    Optional<String> refusal(TokenMask wanted) {
        Optional<Prefill> read = run.flatMap(shown -> shown.prefillProperty().get());
        try {
            read.ifPresent(prefill -> trimming().withMask(wanted).select(prefill.candidates()));
            return Optional.empty();
        } catch (NothingKeptException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    /** All of that as one; whatever drops nothing is the same as no trimming. */
    public Trimming trimming() {
        Trimming chosen = Trimming.by(rule.get(), ratio())
                .withFirstLayerCache(firstLayer.get())
                .withMask(mask.get())
                .withLaterTurns(laterTurns.get());
        return chosen.isOff() ? Trimming.none() : chosen;
    }

    /** How many tokens each head chooses; empty before the first question. */
    public OptionalInt perHead() {
        return scores().map(scores -> OptionalInt.of(scores.perHead(ratio()))).orElse(OptionalInt.empty());
    }

    /** The heads that have the token among their first at this ratio. */
    public List<Integer> votes(int token) {
        return scores().map(scores -> {
                    int k = scores.perHead(ratio());
                    return IntStream.range(0, scores.heads())
                            .filter(head -> scores.rank(head, token) < k)
                            .boxed()
                            .toList();
                })
                .orElse(List.of());
    }

    /** Number of heads that have the token among their first at this ratio. */
    public int voteCount(int token) {
        return scores().map(scores -> scores.votes(token, scores.perHead(ratio())))
                .orElse(0);
    }

    /** The scores behind the preview, if the run has any yet. */
    public Optional<SelectionScores> scores() {
        return run.flatMap(shown -> shown.prefillProperty().get()).map(Prefill::scores);
    }

    public double ratio() {
        return percent.get() / 100.0;
    }

    void follow(Optional<Run> next) {
        run.ifPresent(before -> before.prefillProperty().removeListener(onPrefill));
        run = next;
        if (run.isEmpty()) {
            mask.set(TokenMask.NONE);
        }
        run.ifPresent(shown -> {
            shown.prefillProperty().addListener(onPrefill);
            // A full run was trimmed by no rule: the one that is chosen stays for the next ratio.
            choose(shown.trimming());
        });
        update();
    }

    private void update() {
        Trimming chosen = trimming();
        if (chosen.isOff()) {
            kept.set(Optional.empty());
            return;
        }
        Optional<Prefill> read = run.flatMap(shown -> shown.prefillProperty().get());
        if (read.isEmpty() && run.isPresent() && run.get().state().isActive()) {
            // The answer comes again: the veil of the last preview stays until the run brings its own.
            return;
        }
        boolean own = run.isPresent() && run.get().trimming().selectsAs(chosen);
        try {
            kept.set(read.flatMap(prefill -> own ? prefill.kept() : chosen.select(prefill.candidates())));
        } catch (NothingKeptException e) {
            // There is nothing else to show; whoever asks for an answer is told so.
        }
    }
}
