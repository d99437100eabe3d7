package trimscope.app.benchmark;

import java.util.List;
import java.util.Optional;
import trimscope.app.canvas.CanvasLayer;
import trimscope.app.canvas.GridLayer;
import trimscope.app.canvas.HeatmapLayer;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.canvas.PixelStack;
import trimscope.app.canvas.VeilLayer;
import trimscope.app.canvas.VotesLayer;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;

/** The viewer's layers over a large picture. */
final class OverlayScene {
    private final LargePicture large = new LargePicture();
    private final PictureLayer picture = new PictureLayer();
    private final HeatmapLayer heatmap = new HeatmapLayer();
    private final VeilLayer veil = new VeilLayer();
    private final GridLayer grid = new GridLayer();
    private final VotesLayer votes = new VotesLayer();
    private final CrossAttentionMap map = large.map();
    private final boolean overlays;

    OverlayScene(boolean overlays) {
        this.overlays = overlays;
        picture.setImage(Optional.of(large.pixels()));
        changeAll();
    }

    List<CanvasLayer> layers() {
        return List.of(picture, new PixelStack(veil, heatmap, grid, votes));
    }

    /** As if the pointer went to another word. */
    void changeMap() {
        if (overlays) {
            heatmap.show(large.grid, map, HeatmapStyle.of(ColorScale.ofMap(map, large.grid)));
        }
    }

    /** As if the ratio was dragged as well. */
    void changeAll() {
        if (overlays) {
            changeMap();
            veil.show(large.grid, large.kept());
            grid.show(Optional.of(large.grid));
            votes.show(large.grid, large::votes, LargePicture.HEADS);
        }
    }
}
