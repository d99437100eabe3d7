package trimscope.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import trimscope.app.exploration.CompareMode;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.PairState;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunPair;
import trimscope.app.exploration.TokenPair;
import trimscope.app.inference.Quantity;
import trimscope.app.scale.HeatmapScale;
import trimscope.core.chat.Prefill;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.WeightRange;
import trimscope.core.pruning.KeptTokens;

/** What the comparison shows and how, without any node. The selected word is the one that is selected everywhere. */
final class CompareModel {
    private final Exploration exploration;
    private final RunPair pair;
    private final ObjectProperty<CompareMode> mode = new SimpleObjectProperty<>(CompareMode.SIDE_BY_SIDE);
    private final BooleanProperty words;
    private final BooleanProperty heatmap = new SimpleBooleanProperty(true);
    private final BooleanProperty veil = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<AlignedAnswers> answers = new ReadOnlyObjectWrapper<>(AlignedAnswers.NONE);
    private final ReadOnlyObjectWrapper<OptionalInt> selected = new ReadOnlyObjectWrapper<>(OptionalInt.empty());
    private final ReadOnlyObjectWrapper<MapPair> maps = new ReadOnlyObjectWrapper<>(MapPair.NONE);
    private final HeatmapScale scale =
            new HeatmapScale(List.of(ColorScale.Extent.PAIR, ColorScale.Extent.FIXED), this::automaticScale, maps);
    private Optional<WeightRange> weights = Optional.empty();
    private boolean selecting;
    private boolean followed;

    CompareModel(Exploration exploration) {
        this.exploration = exploration;
        pair = exploration.pair();
        words = exploration.focus().wholeWordsProperty();
        pair.sidesProperty().addListener(source -> align());
        pair.stateProperty().addListener(source -> align());
        words.addListener(source -> align());
        exploration.focus().selectedProperty().addListener(source -> followFocus());
        exploration.focus().choiceProperty().addListener(source -> combine());
        pair.mapsProperty().addListener(source -> combine());
    }

    RunPair pair() {
        return pair;
    }

    ObjectProperty<CompareMode> modeProperty() {
        return mode;
    }

    /** Whether the answers are cut into words, not tokens; as everywhere else. */
    BooleanProperty wordsProperty() {
        return words;
    }

    BooleanProperty heatmapProperty() {
        return heatmap;
    }

    /** Whether dropped patches are dimmed. */
    BooleanProperty veilProperty() {
        return veil;
    }

    ReadOnlyObjectProperty<AlignedAnswers> answersProperty() {
        return answers.getReadOnlyProperty();
    }

    /** The selected cell of the answers; empty if none is. */
    ReadOnlyObjectProperty<OptionalInt> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<MapPair> mapsProperty() {
        return maps.getReadOnlyProperty();
    }

    /** How weights become colours; the same ones mean the same in both maps. */
    HeatmapScale scale() {
        return scale;
    }

    private Optional<ColorScale> automaticScale() {
        return weights.map(known -> scale.look().scale(known, ColorScale.Extent.PAIR));
    }

    /** How the difference of the maps is painted, if both are there. */
    Optional<DifferenceStyle> differenceStyle() {
        return grid().flatMap(grid -> maps.get().differenceStyle(grid, scale.look()));
    }

    /** What the maps tell. */
    Quantity quantity() {
        return pair.mapsProperty()
                .get()
                .map(ready -> ready.query().first().quantity())
                .orElse(Quantity.ATTENTION);
    }

    /** Has the model work for what is shown, or no longer. */
    void follow(boolean now) {
        followed = now;
        pair.setFollowed(now);
        align();
    }

    Optional<PatchGrid> grid() {
        return pair.first()
                .or(() -> pair.second())
                .flatMap(run -> run.picture().gridProperty().get());
    }

    /** What a run keeps; empty if it keeps all or has not chosen yet. */
    static Optional<KeptTokens> kept(Optional<Run> run) {
        return run.flatMap(known -> known.prefillProperty().get()).flatMap(Prefill::kept);
    }

    /** Selects a cell, and its word in the shown run. */
    void select(int cell) {
        AlignedCell chosen = answers.get().cells().get(cell);
        selected.set(OptionalInt.of(cell));
        pair.look(chosen.positions());
        List<Integer> there = isShown(pair.first())
                ? chosen.positions().first()
                : isShown(pair.second()) ? chosen.positions().second() : List.of();
        if (!there.isEmpty()) {
            selecting = true;
            exploration.focus().select(there.get(0));
            selecting = false;
        }
    }

    /** Selects the cell before or after the selected one. */
    void step(int by) {
        int cells = answers.get().cells().size();
        int from = selected.get().orElse(by > 0 ? -1 : cells);
        if (from + by >= 0 && from + by < cells) {
            select(from + by);
        }
    }

    /** Selects the next place where the answers differ, from the beginning again after the last. */
    void stepToDifference() {
        List<AlignedCell> cells = answers.get().cells();
        int from = selected.get().orElse(-1);
        IntStream.rangeClosed(1, cells.size())
                .map(step -> Math.floorMod(from + step, cells.size()))
                .filter(at -> !cells.get(at).equal())
                .findFirst()
                .ifPresent(this::select);
    }

    /** Whether the answers differ anywhere. */
    boolean differ() {
        return answers.get().firstDivergence().isPresent();
    }

    /** The selected words and whose attention is shown. */
    String caption() {
        String choice = exploration
                .focus()
                .choiceProperty()
                .get()
                .map(chosen -> chosen.label(exploration
                        .model()
                        .infoProperty()
                        .get()
                        .map(info -> info.heads())
                        .orElse(0)))
                .orElse("");
        if (maps.get().equals(MapPair.NONE)) {
            return "";
        }
        if (selected.get().isEmpty()) {
            return choice;
        }
        AlignedCell cell = answers.get().cells().get(selected.get().getAsInt());
        String first = "“" + AlignedCell.text(cell.first()) + "”";
        String both = cell.equal() ? first : first + " / “" + AlignedCell.text(cell.second()) + "”";
        return both + " · " + choice;
    }

    private void align() {
        if (!followed) {
            return;
        }
        // What is still coming is aligned once it is there.
        boolean whole = pair.stateProperty().get() != PairState.ANSWERING;
        Optional<Run> first = pair.first().filter(run -> whole);
        AlignedAnswers next = first.flatMap(one -> pair.second()
                        .map(other ->
                                words.get() ? AlignedAnswers.byWord(one, other) : AlignedAnswers.byToken(one, other)))
                .orElse(AlignedAnswers.NONE);
        if (!next.equals(answers.get())) {
            selected.set(OptionalInt.empty());
            answers.set(next);
        }
        followFocus();
    }

    /** Takes over what is selected in the shown run: a word of the answer, or of the prompt that both runs have. */
    private void followFocus() {
        if (selecting || !followed) {
            return;
        }
        List<Integer> focused = exploration.focus().selectedProperty().get();
        if (focused.isEmpty()) {
            selected.set(OptionalInt.empty());
            pair.look(TokenPair.NONE);
            return;
        }
        int position = focused.get(0);
        boolean inSecond = isShown(pair.second());
        List<AlignedCell> cells = answers.get().cells();
        selected.set(IntStream.range(0, cells.size())
                .filter(at -> inSecond
                        ? cells.get(at).hasSecond(position)
                        : cells.get(at).hasFirst(position))
                .findFirst());
        if (selected.get().isPresent()) {
            pair.look(cells.get(selected.get().getAsInt()).positions());
        } else {
            pair.look(position < promptLength() ? new TokenPair(focused, focused) : TokenPair.NONE);
        }
    }

    /** Tokens before the answer, the same in both runs. */
    int promptLength() {
        return pair.first()
                .flatMap(run -> run.prefillProperty().get())
                .map(prefill -> prefill.tokens().size())
                .orElse(0);
    }

    private boolean isShown(Optional<Run> run) {
        return run.isPresent() && run.equals(exploration.runProperty().get());
    }

    private void combine() {
        MapPair next = pair.mapsProperty()
                .get()
                .flatMap(ready -> exploration
                        .focus()
                        .choiceProperty()
                        .get()
                        .flatMap(choice -> grid().map(grid -> MapPair.of(ready, choice, grid))))
                .orElse(MapPair.NONE);
        weights = grid().flatMap(next::weights);
        maps.set(next);
    }
}
