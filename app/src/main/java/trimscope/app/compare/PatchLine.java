package trimscope.app.compare;

import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.WeightFormat;
import trimscope.core.pruning.KeptTokens;

/** The patch under the pointer in one line: its weight under both runs and what changed. */
final class PatchLine extends Label {
    private static final String NOBODY = "Point at a patch to compare its weights.";

    private final CompareModel model;

    PatchLine(CompareModel model) {
        super(NOBODY);
        this.model = model;
        setId("patch-line");
        getStyleClass().add("caption");
        setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(textProperty());
        setTooltip(whole);
    }

    void show(OptionalInt patch) {
        Optional<PatchGrid> grid = model.grid();
        if (patch.isEmpty() || grid.isEmpty()) {
            setText(NOBODY);
            return;
        }
        int token = patch.getAsInt();
        MapPair maps = model.mapsProperty().get();
        String place = "tile " + (grid.get().tile(token) + 1) + " · row "
                + (grid.get().row(token) + 1) + " · column " + (grid.get().column(token) + 1);
        String change = maps.difference()
                .map(difference -> "  ·  B − A " + WeightFormat.signed(difference.value(token)))
                .orElse("");
        setText(place + "  ·  A "
                + side(maps.first(), CompareModel.kept(model.pair().first()), token)
                + "  ·  B "
                + side(maps.second(), CompareModel.kept(model.pair().second()), token)
                + change);
    }

    private static String side(Optional<CrossAttentionMap> map, Optional<KeptTokens> kept, int token) {
        if (kept.isPresent() && !kept.get().contains(token)) {
            return "dropped";
        }
        return map.map(known -> WeightFormat.weight(known.weight(token))).orElse("–");
    }
}
