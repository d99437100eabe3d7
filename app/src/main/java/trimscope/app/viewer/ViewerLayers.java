package trimscope.app.viewer;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import trimscope.app.canvas.ClassBadges;
import trimscope.app.canvas.Curtain;
import trimscope.app.canvas.DroppedOutline;
import trimscope.app.canvas.GridLayer;
import trimscope.app.canvas.HeatmapLayer;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.canvas.MarksLayer;
import trimscope.app.canvas.OutlineLayer;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.canvas.PixelStack;
import trimscope.app.canvas.SelectionLayer;
import trimscope.app.canvas.SinkLayer;
import trimscope.app.canvas.VeilLayer;
import trimscope.app.canvas.VotesLayer;
import trimscope.app.exploration.Painting;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.overlay.HeatmapStyle;

/** What lies on the picture, layer by layer, as the model says. */
final class ViewerLayers {
    private final ViewerModel model;
    private final Painting painting;
    private final ImageCanvas canvas;
    private final PictureLayer picture = new PictureLayer();
    private final VeilLayer veil = new VeilLayer();
    private final DroppedOutline droppedOutline = new DroppedOutline();
    private final HeatmapLayer heatmap = new HeatmapLayer();
    private final GridLayer patchGrid = new GridLayer();
    private final VotesLayer votes = new VotesLayer();
    private final MarksLayer lost = new MarksLayer();
    private final SinkLayer sinks = new SinkLayer();
    private final OutlineLayer pointed = new OutlineLayer();
    final SelectionLayer selection = new SelectionLayer();
    final ClassBadges badges = new ClassBadges();
    final Curtain curtain;

    ViewerLayers(ViewerModel model, Painting painting, ImageCanvas canvas) {
        this.model = model;
        this.painting = painting;
        this.canvas = canvas;
        curtain = new Curtain(canvas);
        canvas.addLayer(picture);
        canvas.addLayer(curtain.right(new PixelStack(veil, heatmap, droppedOutline, patchGrid, votes)));
        canvas.addLayer(curtain.right(lost));
        canvas.addLayer(curtain.right(sinks));
        canvas.addLayer(selection);
        canvas.addLayer(curtain.right(badges));
        canvas.addLayer(curtain);
        canvas.addLayer(pointed);
    }

    void showPicture(Optional<Picture> pixels) {
        picture.show(pixels, canvas::repaint);
        pixels.ifPresent(shown -> canvas.setPictureSize(shown.width(), shown.height()));
    }

    void showAll() {
        showMap();
        showKept();
        showSelection();
        curtain.setDrawn(model.shows(Overlay.CURTAIN));
        patchGrid.show(model.shows(Overlay.GRID) ? model.grid() : Optional.empty());
        canvas.repaint();
    }

    void showMap() {
        heatmap.clear();
        sinks.clear();
        model.grid().ifPresent(grid -> {
            if (model.shows(Overlay.HEATMAP)) {
                model.paintedMap()
                        .ifPresent(map -> heatmap.show(grid, map, model.style().orElseThrow()));
            }
            model.sinks().ifPresent(found -> sinks.show(grid, found.tokens()));
        });
        showBadges();
    }

    void showKept() {
        veil.clear();
        droppedOutline.clear();
        lost.clear();
        if (model.shows(Overlay.VEIL)) {
            model.grid().ifPresent(grid -> {
                lost.show(grid, model.lost());
                if (model.shows(Overlay.OUTLINE)) {
                    droppedOutline.show(grid, model.kept());
                } else {
                    veil.show(grid, model.kept());
                }
            });
        }
        showVotes();
        showBadges();
    }

    void showVotes() {
        votes.clear();
        if (model.shows(Overlay.VOTES) && model.heads() > 0) {
            model.grid().ifPresent(grid -> votes.show(grid, model::votes, model.heads()));
        }
        canvas.repaint();
    }

    void showSelection() {
        selection.clear();
        Set<Integer> selected = painting.selectedProperty().get();
        int[] keep = model.mask().keep();
        int[] drop = model.mask().drop();
        model.grid()
                .ifPresent(grid -> selection.show(
                        grid,
                        selected::contains,
                        token -> Arrays.binarySearch(keep, token) >= 0,
                        token -> Arrays.binarySearch(drop, token) >= 0));
        showBadges();
    }

    /** Frames a patch or badge. */
    void point(Optional<Integer> token) {
        pointed.show(model.grid().flatMap(grid -> token.flatMap(grid::box)));
        badges.point(token.isPresent() ? OptionalInt.of(token.get()) : OptionalInt.empty());
        canvas.repaint();
    }

    private void showBadges() {
        badges.clear();
        if (model.shows(Overlay.CLASS_TOKENS)) {
            model.grid().ifPresent(grid -> badges.show(grid, token -> look(grid, token)));
        }
        canvas.repaint();
    }

    private ClassBadges.Look look(PatchGrid grid, int token) {
        Optional<HeatmapStyle> style = model.shows(Overlay.HEATMAP) ? model.style() : Optional.empty();
        int argb = style.flatMap(
                        shown -> model.paintedMap().map(map -> token < grid.size() ? shown.argb(map.weight(token)) : 0))
                .orElse(0);
        boolean dropped = model.shows(Overlay.VEIL)
                && model.kept().map(kept -> !kept.contains(token)).orElse(false);
        boolean sink = model.sinks().map(found -> found.contains(token)).orElse(false);
        return new ClassBadges.Look(argb, dropped, ring(token), sink);
    }

    private ClassBadges.Ring ring(int token) {
        if (painting.selectedProperty().get().contains(token)) {
            return ClassBadges.Ring.SELECTED;
        }
        if (Arrays.binarySearch(model.mask().keep(), token) >= 0) {
            return ClassBadges.Ring.PAINTED_KEEP;
        }
        return Arrays.binarySearch(model.mask().drop(), token) >= 0
                ? ClassBadges.Ring.PAINTED_DROP
                : ClassBadges.Ring.PLAIN;
    }
}
