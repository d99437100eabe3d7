package trimscope.app.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import trimscope.app.canvas.CanvasLayer;
import trimscope.app.canvas.DroppedOutline;
import trimscope.app.canvas.GridLayer;
import trimscope.app.canvas.HeatmapLayer;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.canvas.VeilLayer;
import trimscope.app.canvas.VotesLayer;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;

/** How long the viewer's layers take to be painted: 6404 tokens over 4000 × 3000 pixels, in a viewer as large as the window. */
public final class OverlayBenchmark {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    private static final int WARM_UP = 15;
    private static final int COUNT = 40;

    private OverlayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                layers().forEach(OverlayBenchmark::report);
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private static void report(String name, List<CanvasLayer> layers) {
        Repaint repaint = new Repaint(WIDTH, HEIGHT, layers);
        repaint.time(WARM_UP);
        System.out.println(name + ", fitted: " + repaint.time(COUNT));
        repaint.zoomIn();
        repaint.time(WARM_UP / 3);
        System.out.println(name + ", one to one: " + repaint.time(COUNT));
    }

    /** Each layer above the picture, then all of them. */
    private static Map<String, List<CanvasLayer>> layers() {
        LargePicture large = new LargePicture();
        PictureLayer picture = new PictureLayer();
        picture.setImage(Optional.of(large.pixels()));
        HeatmapLayer heatmap = new HeatmapLayer();
        var map = large.map();
        heatmap.show(large.grid, map, HeatmapStyle.of(ColorScale.ofMap(map, large.grid)));
        VeilLayer veil = new VeilLayer();
        veil.show(large.grid, large.kept());
        DroppedOutline outline = new DroppedOutline();
        outline.show(large.grid, large.kept());
        GridLayer grid = new GridLayer();
        grid.show(Optional.of(large.grid));
        VotesLayer votes = new VotesLayer();
        votes.show(large.grid, large::votes, LargePicture.HEADS);
        Map<String, List<CanvasLayer>> all = new LinkedHashMap<>();
        all.put("picture", List.of(picture));
        all.put("picture and heatmap", List.of(picture, heatmap));
        all.put("picture and veil", List.of(picture, veil));
        all.put("picture and outline of dropped patches", List.of(picture, outline));
        all.put("picture and grid", List.of(picture, grid));
        all.put("picture and votes", List.of(picture, votes));
        all.put("picture, veil, heatmap, grid, votes", List.of(picture, veil, heatmap, grid, votes));
        return all;
    }
}
