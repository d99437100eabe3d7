package trimscope.core.overlay;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Kind;
import trimscope.core.image.Picture;
import trimscope.core.pruning.KeptTokens;

/** Finished exports: a picture with its layers, colour bar, legend and caption. */
public final class OverlayPainter {
    private static final int HEATMAP_PANEL_UNITS = 460;
    private static final int VEIL_PANEL_UNITS = 230;
    private static final double NOTEWORTHY = 0.0005;
    private static final Color UNTOUCHED = new Color(0xF3F4F6);

    private OverlayPainter() {}

    /**
     * What some text tokens looked at.
     *
     * @param kept what the run kept, to be veiled where it did not; empty without trimming
     */
    public static BufferedImage heatmap(
            Picture picture,
            PatchGrid grid,
            CrossAttentionMap map,
            HeatmapStyle style,
            Optional<KeptTokens> kept,
            Caption caption) {
        FigureLayout layout = FigureLayout.of(picture);
        Figure figure = new Figure(picture, layout, caption, HEATMAP_PANEL_UNITS);
        OverlayLayers layers = new OverlayLayers(grid, layout.scale());
        figure.overPicture(g -> {
            kept.ifPresent(tokens -> layers.veil(g, tokens, layout.unit()));
            layers.heatmap(g, map, style);
        });
        figure.heading("attention");
        figure.colorBar(style);
        rangeNotes(figure, style.scale());
        figure.space();
        figure.swatch(UNTOUCHED, "no attention");
        if (kept.isPresent()) {
            figure.swatch(VeilPattern.paint(Math.max(4, layout.pixels(7))), "dropped");
        }
        figure.space();
        shares(figure, AttentionShares.of(map, grid));
        return figure.finish();
    }

    /** Which patches a run kept. */
    public static BufferedImage veil(Picture picture, PatchGrid grid, KeptTokens kept, Caption caption) {
        FigureLayout layout = FigureLayout.of(picture);
        Figure figure = new Figure(picture, layout, caption, VEIL_PANEL_UNITS);
        OverlayLayers layers = new OverlayLayers(grid, layout.scale());
        figure.overPicture(g -> layers.veil(g, kept, layout.unit()));
        figure.heading("kept " + kept.count() + " of " + kept.valid() + " (" + WeightFormat.share(kept.share()) + ")");
        figure.shareBar(kept.share());
        figure.space();
        figure.swatch(UNTOUCHED, "kept");
        figure.swatch(VeilPattern.paint(Math.max(4, layout.pixels(7))), "dropped");
        figure.space();
        keptByKind(figure, grid, kept);
        return figure.finish();
    }

    private static void rangeNotes(Figure figure, ColorScale scale) {
        figure.note("range: " + scale.extent().label() + ", " + scale.curve().label());
        if (scale.percentile() < 100) {
            figure.note("clipped at percentile " + WeightFormat.weight(scale.percentile()));
        }
    }

    private static void shares(Figure figure, AttentionShares shares) {
        figure.heading("where it lies");
        figure.row("on the picture", WeightFormat.share(shares.patches()));
        figure.row(
                shares.classTokens().size() == 1 ? "class token" : "class tokens",
                WeightFormat.share(shares.allClassTokens()));
        figure.row("canvas padding", WeightFormat.share(shares.canvasPadding()));
        if (shares.paddingTiles() > NOTEWORTHY) {
            figure.row("padding tiles", WeightFormat.share(shares.paddingTiles()));
        }
    }

    private static void keptByKind(Figure figure, PatchGrid grid, KeptTokens kept) {
        figure.heading("kept of each kind");
        figure.row("patches", count(grid, kept, Kind.PATCH));
        figure.row("class tokens", count(grid, kept, Kind.CLASS_TOKEN));
        figure.row("canvas padding", count(grid, kept, Kind.CANVAS_PADDING));
    }

    private static String count(PatchGrid grid, KeptTokens kept, Kind kind) {
        int all = 0;
        int those = 0;
        for (int token = 0; token < grid.validCount(); token++) {
            if (grid.kind(token) == kind) {
                all++;
                those += kept.contains(token) ? 1 : 0;
            }
        }
        return those + " of " + all;
    }
}
