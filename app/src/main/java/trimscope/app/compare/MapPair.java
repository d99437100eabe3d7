package trimscope.app.compare;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.inference.PairMaps;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.MapDifference;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.HeatmapStyle;

/** The maps of the same word under two runs; a run that has no such word has none. */
record MapPair(Optional<CrossAttentionMap> first, Optional<CrossAttentionMap> second) {
    private static final double OPACITY = 0.85;
    static final MapPair NONE = new MapPair(Optional.empty(), Optional.empty());

    /** The maps of the chosen layers and heads, as far as they belong to the grid. */
    static MapPair of(PairMaps maps, HeadChoice choice, PatchGrid grid) {
        return new MapPair(one(maps.first(), choice, grid), one(maps.second(), choice, grid));
    }

    private static Optional<CrossAttentionMap> one(Optional<HeadMaps> maps, HeadChoice choice, PatchGrid grid) {
        return maps.filter(known -> known.tokens() == grid.size())
                .map(known -> known.map(choice.layers(), choice.heads(), choice.aggregation()));
    }

    /** Second minus first. */
    Optional<MapDifference> difference() {
        return first.flatMap(one -> second.map(other -> new MapDifference(one, other)));
    }

    /** Colours that both maps have in common. */
    Optional<HeatmapStyle> style(PatchGrid grid, ColorTable table) {
        Collection<CrossAttentionMap> there =
                Stream.concat(first.stream(), second.stream()).toList();
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(new HeatmapStyle(
                        table,
                        ColorScale.of(there, grid, ColorScale.Extent.PAIR, ColorScale.Curve.LINEAR, 100),
                        OPACITY,
                        false));
    }

    /** Colours that reach to the largest difference on a patch. */
    Optional<DifferenceStyle> differenceStyle(PatchGrid grid) {
        return difference()
                .map(change -> DifferenceStyle.reaching(patches(grid).stream()
                        .mapToDouble(token -> Math.abs(change.value(token)))
                        .max()
                        .orElse(0)));
    }

    private static List<Integer> patches(PatchGrid grid) {
        return Stream.iterate(0, token -> token < grid.validCount(), token -> token + 1)
                .filter(token -> grid.kind(token) == PatchGrid.Kind.PATCH)
                .toList();
    }
}
