package trimscope.app.viewer;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.geometry.Point2D;
import trimscope.app.canvas.ColorScale;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.ColorTable;
import trimscope.core.pruning.KeptTokens;

/** What the viewer shows and how, without any node. */
final class ViewerModel {
    private final Exploration exploration;
    private final ObservableSet<Overlay> overlays =
            FXCollections.observableSet(EnumSet.of(Overlay.HEATMAP, Overlay.VEIL));
    private final ObjectProperty<ColorTable> table = new SimpleObjectProperty<>(ColorTable.VIRIDIS);

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

    ObjectProperty<ColorTable> tableProperty() {
        return table;
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

    Optional<ColorScale> scale() {
        return map().map(map -> new ColorScale(table.get(), map.max()));
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
        OptionalInt hovered = exploration.focus().previewProperty().get();
        List<Integer> positions = hovered.isPresent()
                ? List.of(hovered.getAsInt())
                : exploration.focus().selectedProperty().get();
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
