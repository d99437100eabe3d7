package trimscope.app.viewer;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.inference.MapSurvey;
import trimscope.app.inference.Quantity;
import trimscope.app.scale.HeatmapLook;
import trimscope.app.scale.HeatmapScale;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.attention.Sinks;
import trimscope.core.chat.WantedTokens;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.WeightRange;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TokenMask;

/** What the viewer shows and how, without any node. */
final class ViewerModel {
    private final Exploration exploration;
    private final ObservableSet<Overlay> overlays =
            FXCollections.observableSet(EnumSet.of(Overlay.HEATMAP, Overlay.VEIL, Overlay.CLASS_TOKENS));
    private final HeatmapScale scale;
    private final ObjectProperty<SinkTreatment> sinkTreatment = new SimpleObjectProperty<>(SinkTreatment.NONE);
    private final ReadOnlyObjectWrapper<Optional<Integer>> frozen = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Scaled> scaled = Optional.empty();

    /** A map with its weights sorted, which takes too long to be done for every movement of the pointer. */
    private record Scaled(CrossAttentionMap map, PatchGrid grid, WeightRange weights) {}

    ViewerModel(Exploration exploration) {
        this.exploration = exploration;
        scale = new HeatmapScale(
                List.of(ColorScale.Extent.MAP, ColorScale.Extent.RUN, ColorScale.Extent.FIXED),
                this::automaticScale,
                exploration.focus().mapProperty(),
                exploration.survey().surveyProperty());
        scale.lookProperty().addListener((source, before, after) -> seekSurvey());
        sinkTreatment.addListener(source -> seekSurvey());
        exploration.focus().quantityProperty().addListener(source -> scale.change(HeatmapLook::notFixed));
    }

    private void seekSurvey() {
        exploration
                .survey()
                .wantedProperty()
                .set(sinkTreatment.get() != SinkTreatment.NONE
                        || scale.look().range().extent() == ColorScale.Extent.RUN);
    }

    ObservableSet<Overlay> overlays() {
        return overlays;
    }

    boolean shows(Overlay overlay) {
        return overlays.contains(overlay);
    }

    void toggle(Overlay overlay) {
        if (!overlays.remove(overlay)) {
            overlays.add(overlay);
        }
        if (overlay == Overlay.OUTLINE && shows(Overlay.OUTLINE)) {
            overlays.add(Overlay.VEIL);
        }
    }

    /** How weights become colours. */
    HeatmapScale scale() {
        return scale;
    }

    /** What becomes of attention sinks in the shown map. */
    ObjectProperty<SinkTreatment> sinkTreatmentProperty() {
        return sinkTreatment;
    }

    ReadOnlyObjectProperty<Quantity> quantityProperty() {
        return exploration.focus().quantityProperty();
    }

    /** Shows maps of another quantity. */
    void measure(Quantity quantity) {
        exploration.focus().measure(quantity);
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

    private Optional<ColorScale> automaticScale() {
        return scaled().map(shown -> scale.look().scale(shown.weights(), runWeights()));
    }

    /** The visual token whose read-out stays while the pointer moves on. */
    ReadOnlyObjectProperty<Optional<Integer>> frozenProperty() {
        return frozen.getReadOnlyProperty();
    }

    /** Freezes the read-out at a token, or frees it if it is frozen. */
    void toggleFreeze(Optional<Integer> token) {
        frozen.set(frozen.get().isPresent() ? Optional.empty() : token);
    }

    /** Has the read-out stay at a token. */
    void freeze(int token) {
        frozen.set(Optional.of(token));
    }

    void unfreeze() {
        frozen.set(Optional.empty());
    }

    Optional<Picture> picture() {
        return shown().flatMap(picture -> picture.pixelsProperty().get());
    }

    Optional<PatchGrid> grid() {
        return shown().flatMap(picture -> picture.gridProperty().get());
    }

    /** The map as it was read, as long as it belongs to the shown picture. */
    Optional<CrossAttentionMap> map() {
        return exploration
                .focus()
                .mapProperty()
                .get()
                .filter(map -> grid().map(grid -> grid.size() == map.size()).orElse(false));
    }

    /** The map that is painted: with its sinks treated. */
    Optional<CrossAttentionMap> paintedMap() {
        return map().map(map ->
                sinks().map(found -> found.treat(map, sinkTreatment.get())).orElse(map));
    }

    /** The sinks that are told apart; empty if none are to be, or as long as they are not known. */
    Optional<Sinks> sinks() {
        return sinkTreatment.get() == SinkTreatment.NONE ? Optional.empty() : survey().map(MapSurvey::sinks);
    }

    /** What ranges over the run and sinks are taken from. */
    private Optional<MapSurvey> survey() {
        return exploration.survey().surveyProperty().get();
    }

    private Optional<WeightRange> runWeights() {
        return survey().map(known -> known.range(sinkTreatment.get()));
    }

    private Optional<Scaled> scaled() {
        Optional<CrossAttentionMap> painted = paintedMap();
        Optional<PatchGrid> grid = grid();
        if (painted.isEmpty() || grid.isEmpty()) {
            return Optional.empty();
        }
        boolean known = scaled.filter(before -> before.map() == painted.get() && before.grid() == grid.get())
                .isPresent();
        if (!known) {
            scaled = Optional.of(
                    new Scaled(painted.get(), grid.get(), WeightRange.of(Set.of(painted.get()), grid.get())));
        }
        return scaled;
    }

    /** How the map is painted, if there is one. */
    Optional<HeatmapStyle> style() {
        return scale.style();
    }

    /** The kept tokens; while the picture changes, those of the one before may still be there and do not count. */
    Optional<KeptTokens> kept() {
        return exploration
                .trim()
                .keptProperty()
                .get()
                .filter(kept ->
                        grid().map(grid -> grid.validCount() == kept.valid()).orElse(true));
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

    Optional<LibraryPicture> shown() {
        return exploration.pictureProperty().get();
    }
}
