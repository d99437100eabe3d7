package trimscope.app.exploration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.app.inference.MapQuery;
import trimscope.app.inference.TokenMaps;
import trimscope.core.attention.CrossAttentionMap;

/** Which tokens, layers and heads people look at, and the map that comes of it. */
public final class MapFocus {
    /** Floats of maps that are kept for coming back to: 64 MiB. */
    private static final long CACHED_FLOATS = 16L << 20;

    private final Consumer<MapQuery> worker;
    private final ReadOnlyObjectWrapper<List<Integer>> selected = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<OptionalInt> preview = new ReadOnlyObjectWrapper<>(OptionalInt.empty());
    private final ReadOnlyObjectWrapper<Optional<HeadChoice>> choice = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<TokenMaps>> maps = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<CrossAttentionMap>> map =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<MapQuery, TokenMaps> cache = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<Run> run = Optional.empty();
    private int anchor;
    private boolean chosenByPerson;

    MapFocus(Consumer<MapQuery> worker) {
        this.worker = worker;
    }

    /** Positions of the selected tokens in the run's sequence, ascending. */
    public ReadOnlyObjectProperty<List<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** The token under the pointer, whose map is shown as long as it is there. */
    public ReadOnlyObjectProperty<OptionalInt> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /** Layers and heads; empty until a model is loaded. */
    public ReadOnlyObjectProperty<Optional<HeadChoice>> choiceProperty() {
        return choice.getReadOnlyProperty();
    }

    /** The shown tokens' maps of all layers and heads. */
    public ReadOnlyObjectProperty<Optional<TokenMaps>> mapsProperty() {
        return maps.getReadOnlyProperty();
    }

    /** The one map of the shown tokens, layers and heads. */
    public ReadOnlyObjectProperty<Optional<CrossAttentionMap>> mapProperty() {
        return map.getReadOnlyProperty();
    }

    /** Selects one token. */
    public void select(int position) {
        anchor = position;
        selected.set(List.of(position));
        refresh();
    }

    /** Selects all tokens from the one selected last to this one. */
    public void extendTo(int position) {
        if (selected.get().isEmpty()) {
            select(position);
            return;
        }
        selected.set(IntStream.rangeClosed(Math.min(anchor, position), Math.max(anchor, position))
                .boxed()
                .toList());
        refresh();
    }

    /** Selects the token before or after the selected one, as far as there is one that sees the picture. */
    public void step(int by) {
        int from = selected.get().isEmpty() ? -1 : anchor;
        run.ifPresent(shown -> {
            int to = from + by;
            if (to >= 0 && to < shown.tokens().size() && shown.tokens().get(to).seesPicture()) {
                select(to);
            }
        });
    }

    /** Shows another token's map until {@link #endPreview}. */
    public void preview(int position) {
        preview.set(OptionalInt.of(position));
        refresh();
    }

    /** Shows the selection's map again. */
    public void endPreview() {
        preview.set(OptionalInt.empty());
        refresh();
    }

    /** Shows other layers and heads. */
    public void choose(HeadChoice other) {
        chosenByPerson = true;
        choice.set(Optional.of(other));
        combine();
    }

    /** Turns to another run; what is selected there stays as far as the same token stands there. */
    void follow(Optional<Run> next) {
        run = next;
        preview.set(OptionalInt.empty());
        if (next.isEmpty()) {
            selected.set(List.of());
        }
        refresh();
    }

    /** Selects a token for people who have selected nothing, in its sharpest layer unless they have chosen one. */
    void lookFirst(int position, int layer) {
        if (!chosenByPerson) {
            choice.set(choice.get().map(all -> all.withLayers(List.of(layer))));
        }
        select(position);
    }

    void clearSelection() {
        selected.set(List.of());
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
            if (run.isEmpty() || !run.get().state().isActive() || selected.get().isEmpty()) {
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
        List<SequenceToken> tokens = run.get().tokens();
        OptionalInt hovered = preview.get();
        List<Integer> positions = hovered.isPresent() ? List.of(hovered.getAsInt()) : selected.get();
        List<Integer> seeing = positions.stream()
                .filter(position ->
                        position < tokens.size() && tokens.get(position).seesPicture())
                .toList();
        return seeing.isEmpty()
                ? Optional.empty()
                : Optional.of(new MapQuery(run.get().id(), seeing));
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
