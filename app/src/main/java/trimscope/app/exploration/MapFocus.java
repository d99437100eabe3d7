package trimscope.app.exploration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.app.inference.MapQuery;
import trimscope.app.inference.Quantity;
import trimscope.app.inference.TokenMaps;
import trimscope.core.attention.CrossAttentionMap;

/** Which tokens, layers and heads people look at, and the map that comes of it. */
public final class MapFocus {
    /** Floats of maps that are kept for coming back to: 64 MiB. */
    private static final long CACHED_FLOATS = 16L << 20;

    private final Consumer<MapQuery> worker;
    private final Runnable remember;
    private final TokenSelection tokens = new TokenSelection();
    private final ReadOnlyObjectWrapper<Optional<HeadChoice>> choice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Quantity> quantity = new ReadOnlyObjectWrapper<>(Quantity.ATTENTION);
    private final ReadOnlyObjectWrapper<Optional<TokenMaps>> maps = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<CrossAttentionMap>> map =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<MapQuery, TokenMaps> cache = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<Run> run = Optional.empty();
    private boolean chosenByPerson;

    /** @param remember called before a person changes what is selected */
    MapFocus(Consumer<MapQuery> worker, Runnable remember) {
        this.worker = worker;
        this.remember = remember;
        tokens.wholeWords.addListener(source -> {
            if (!tokens.selected.get().isEmpty()) {
                tokens.select(tokens.selected.get().get(0));
                refresh();
            }
        });
    }

    /** Positions of the selected tokens in the run's sequence, ascending. */
    public ReadOnlyObjectProperty<List<Integer>> selectedProperty() {
        return tokens.selected.getReadOnlyProperty();
    }

    /** The tokens under the pointer, whose map is shown as long as it is there; most often none. */
    public ReadOnlyObjectProperty<List<Integer>> previewProperty() {
        return tokens.preview.getReadOnlyProperty();
    }

    /** Whether a token is selected together with the other pieces of its word; their maps are averaged. */
    public BooleanProperty wholeWordsProperty() {
        return tokens.wholeWords;
    }

    /** Layers and heads; empty until a model is loaded. */
    public ReadOnlyObjectProperty<Optional<HeadChoice>> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** What the maps are maps of. */
    public ReadOnlyObjectProperty<Quantity> quantityProperty() {
        return quantity.getReadOnlyProperty();
    }

    /** The shown tokens' maps of all layers and heads. */
    public ReadOnlyObjectProperty<Optional<TokenMaps>> mapsProperty() {
        return maps.getReadOnlyProperty();
    }

    /** The one map of the shown tokens, layers and heads. */
    public ReadOnlyObjectProperty<Optional<CrossAttentionMap>> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** Selects one token, or its word. */
    public void select(int position) {
        remember.run();
        walkTo(position);
    }

    /** The same as part of a walk along the tokens, which is not taken back step by step. */
    public void walkTo(int position) {
        tokens.select(position);
        refresh();
    }

    /** Selects all tokens of a word and the layers and heads to look at, as one. */
    public void select(Word word, HeadChoice layersAndHeads) {
        remember.run();
        chosenByPerson = true;
        restore(word.positions(), Optional.of(layersAndHeads));
    }

    /** Selects all tokens from the one selected last to this one. */
    public void extendTo(int position) {
        remember.run();
        tokens.extendTo(position);
        refresh();
    }

    /** Selects the token or word before or after the selected one, as far as there is one that sees the picture. */
    public void step(int by) {
        tokens.beside(by).ifPresent(this::select);
    }

    /** Shows another token's map until {@link #endPreview}. */
    public void preview(int position) {
        tokens.preview.set(tokens.around(position));
        refresh();
    }

    /** Shows the selection's map again. */
    public void endPreview() {
        tokens.preview.set(List.of());
        refresh();
    }

    /** Shows other layers and heads. */
    public void choose(HeadChoice other) {
        remember.run();
        chosenByPerson = true;
        choice.set(Optional.of(other));
        combine();
    }

    /** Shows maps of another quantity. */
    public void measure(Quantity other) {
        quantity.set(other);
        refresh();
    }

    /** Turns to another run; what is selected there stays as far as the same token stands there. */
    void follow(Optional<Run> next) {
        run = next;
        tokens.follow(next);
        refresh();
    }

    /** Selects a token for people who have selected nothing, in its sharpest layer unless they have chosen one. */
    void lookFirst(int position, int layer) {
        if (!chosenByPerson) {
            choice.set(choice.get().map(all -> all.withLayers(List.of(layer))));
        }
        walkTo(position);
    }

    /** Selects what was selected before. */
    void restore(List<Integer> positions, Optional<HeadChoice> layersAndHeads) {
        tokens.restore(positions);
        choice.set(layersAndHeads);
        refresh();
        combine();
    }

    void clearSelection() {
        tokens.selected.set(List.of());
        refresh();
    }

    /** Turns to another model: its maps are others, and its layers and heads too. */
    void restart(HeadChoice all) {
        cache.clear();
        chosenByPerson = false;
        choice.set(Optional.of(all));
        refresh();
    }

    /** Asks for the maps that are to be shown, unless they are at hand. */
    void refresh() {
        Optional<MapQuery> wanted = wanted();
        if (wanted.isEmpty()) {
            // While an answer comes again, the map that is there stays until the same token is back.
            if (run.isEmpty()
                    || !run.get().state().isActive()
                    || tokens.selected.get().isEmpty()) {
                show(Optional.empty());
            }
            return;
        }
        TokenMaps known = cache.get(wanted.get());
        if (known != null) {
            show(Optional.of(known));
        } else if (!maps.get().map(TokenMaps::query).equals(wanted)) {
            worker.accept(wanted.get());
        }
    }

    void accept(TokenMaps ready) {
        cache.put(ready.query(), ready);
        long floats = (long) ready.maps().layers().size()
                * ready.maps().heads()
                * ready.maps().tokens();
        while (cache.size() > 1 && cache.size() * floats > CACHED_FLOATS) {
            cache.remove(cache.keySet().iterator().next());
        }
        if (wanted().equals(Optional.of(ready.query()))) {
            show(Optional.of(ready));
        }
    }

    private Optional<MapQuery> wanted() {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        List<SequenceToken> sequence = run.get().tokens();
        List<Integer> hovered = tokens.preview.get();
        List<Integer> positions = hovered.isEmpty() ? tokens.selected.get() : hovered;
        List<Integer> seeing = positions.stream()
                .filter(position ->
                        position < sequence.size() && sequence.get(position).seesPicture())
                .toList();
        return seeing.isEmpty()
                ? Optional.empty()
                : Optional.of(new MapQuery(run.get().id(), seeing, quantity.get()));
    }

    private void show(Optional<TokenMaps> shown) {
        maps.set(shown);
        combine();
    }

    private void combine() {
        map.set(maps.get()
                .flatMap(ready -> choice.get()
                        .map(chosen -> ready.maps().map(chosen.layers(), chosen.heads(), chosen.aggregation()))));
    }
}
