package trimscope.app.viewer;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.geometry.Point2D;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.chat.WantedTokens;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TokenMask;

/** What the viewer shows and how, without any node. */
final class ViewerModel {
    private final Exploration exploration;
    private final ObservableSet<Overlay> overlays =
            FXCollections.observableSet(EnumSet.of(Overlay.HEATMAP, Overlay.VEIL));
    private final ReadOnlyObjectWrapper<HeatmapLook> look = new ReadOnlyObjectWrapper<>(HeatmapLook.DEFAULT);
    private final ReadOnlyObjectWrapper<Optional<Point2D>> frozen = new ReadOnlyObjectWrapper<>(Optional.empty());

    ViewerModel(Exploration exploration) {
        this.exploration = exploration;
    }

    ObservableSet<Overlay> overlays() {
        return overlays;
    }

    void toggle(Overlay overlay) {
        if (!overlays.remove(overlay)) {
            overlays.add(overlay);
        }
    }

    ReadOnlyObjectProperty<HeatmapLook> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Changes how the heatmap looks. */
    void look(UnaryOperator<HeatmapLook> change) {
        look.set(change.apply(look.get()));
    }

    /** Keeps the shown map's range for the maps that follow, or lets each have its own again. */
    void holdRange(boolean held) {
        if (held) {
            style().ifPresent(shown -> look(now -> now.holding(shown.scale())));
        } else {
            look(HeatmapLook::notHolding);
        }
    }

    /** What the shown turn would have selected and no longer has; nothing while another selection is tried. */
    int[] lost() {
        return exploration
                .runProperty()
                .get()
                .filter(run -> run.trimming().selectsAs(exploration.trim().trimming()))
                .flatMap(run -> run.wantedProperty().get())
                .map(WantedTokens::lost)
                .orElse(new int[0]);
    }

    /** The shown map's own range, whether it is used or another one is held. */
    Optional<ColorScale> automaticScale() {
        return map().flatMap(map -> grid().map(grid -> look.get().automatic(map, grid)));
    }

    /**
     * Has the colours reach from one place of the map's own range to another and holds that.
     *
     * @param low 0 … 1, below high
     */
    void range(double low, double high) {
        automaticScale()
                .ifPresent(whole -> look(
                        now -> now.holding(ColorScale.fixed(whole.weight(low), whole.weight(high), whole.curve()))));
    }

    /** What {@link #map} is taken from. */
    ReadOnlyObjectProperty<Optional<CrossAttentionMap>> shownMapProperty() {
        return exploration.focus().mapProperty();
    }

    /** The place in the picture whose read-out stays while the pointer moves on. */
    ReadOnlyObjectProperty<Optional<Point2D>> frozenProperty() {
        return frozen.getReadOnlyProperty();
    }

    /** Freezes the read-out at a place, or frees it if it is frozen. */
    void toggleFreeze(Point2D place) {
        frozen.set(frozen.get().isPresent() || factsAt(place).isEmpty() ? Optional.empty() : Optional.of(place));
    }

    /** Has the read-out stay at a place. */
    void freeze(Point2D place) {
        frozen.set(Optional.of(place));
    }

    void unfreeze() {
        frozen.set(Optional.empty());
    }

    Optional<Picture> picture() {
        return exploration
                .pictureProperty()
                .get()
                .flatMap(shown -> shown.pixelsProperty().get());
    }

    Optional<PatchGrid> grid() {
        return exploration
                .pictureProperty()
                .get()
                .flatMap(shown -> shown.gridProperty().get());
    }

    /** The map, as long as it belongs to the shown picture. */
    Optional<CrossAttentionMap> map() {
        return exploration
                .focus()
                .mapProperty()
                .get()
                .filter(map -> grid().map(grid -> grid.size() == map.size()).orElse(false));
    }

    Optional<KeptTokens> kept() {
        return exploration.trim().keptProperty().get();
    }

    /** What is painted over the rule's choice. */
    TokenMask mask() {
        return exploration.trim().maskProperty().get();
    }

    /** Heads that would keep a patch at the shown ratio. */
    List<Integer> voters(int token) {
        return exploration.trim().votes(token);
    }

    int votes(int token) {
        return exploration.trim().voteCount(token);
    }

    int heads() {
        return exploration.trim().scores().map(scores -> scores.heads()).orElse(0);
    }

    /** How the map is painted, if there is one. */
    Optional<HeatmapStyle> style() {
        return map().flatMap(map -> grid().map(grid -> look.get().style(map, grid)));
    }

    /** What the colours stand for in words: token, layers and heads. */
    String caption() {
        Optional<Run> run = exploration.runProperty().get();
        if (run.isEmpty() || map().isEmpty()) {
            return "";
        }
        String choice = exploration
                .focus()
                .choiceProperty()
                .get()
                .map(chosen -> chosen.label(exploration
                        .modelProperty()
                        .get()
                        .map(info -> info.heads())
                        .orElse(0)))
                .orElse("");
        return words(run.get()) + choice;
    }

    private String words(Run run) {
        List<Integer> hovered = exploration.focus().previewProperty().get();
        List<Integer> positions =
                hovered.isEmpty() ? exploration.focus().selectedProperty().get() : hovered;
        StringBuilder text = new StringBuilder();
        for (int position : positions) {
            if (position < run.tokens().size()) {
                text.append(run.tokens().get(position).text());
            }
        }
        String shown = text.toString().strip();
        return shown.isEmpty() ? "" : "“" + (shown.length() > 40 ? shown.substring(0, 39) + "…" : shown) + "” · ";
    }

    /** What is known of the patch at a place of the picture. */
    Optional<PatchFacts> factsAt(Point2D place) {
        return grid().flatMap(grid -> {
            OptionalInt token = grid.tokenAt(place.getX(), place.getY());
            return token.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            PatchFacts.of(grid, token.getAsInt(), map(), kept(), voters(token.getAsInt()), heads()));
        });
    }

    Optional<LibraryPicture> shown() {
        return exploration.pictureProperty().get();
    }
}
