package trimscope.app.compare;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.inference.PairMaps;
import trimscope.app.scale.HeatmapLook;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.MapDifference;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.WeightRange;

/** The maps of the same word under two runs; a run that has no such word has none. */
record MapPair(Optional<CrossAttentionMap> first, Optional<CrossAttentionMap> second) {
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

    /** The weights of both maps, for colours that they have in common; empty if there is no map. */
    Optional<WeightRange> weights(PatchGrid grid) {
        Collection<CrossAttentionMap> there =
                Stream.concat(first.stream(), second.stream()).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(WeightRange.of(there, grid));
    }

    /**
     * Colours that reach to the largest difference on a patch.
     *
     * @param look says how opaque they are and whether the largest differences are clipped
     */
    Optional<DifferenceStyle> differenceStyle(PatchGrid grid, HeatmapLook look) {
        return difference().map(change -> {
            double[] sizes = patches(grid).stream()
                    .mapToDouble(token -> Math.abs(change.value(token)))
                    .filter(size -> size > 0)
                    .sorted()
                    .toArray();
            int place = (int) Math.ceil(look.percentile() / 100 * sizes.length) - 1;
            double limit =
                    DifferenceStyle.reaching(place < 0 ? 0 : sizes[place]).limit();
            return new DifferenceStyle(limit, look.opacity());
        });
    }

    private static List<Integer> patches(PatchGrid grid) {
        return Stream.iterate(0, token -> token < grid.validCount(), token -> token + 1)
                .filter(token -> grid.kind(token) == PatchGrid.Kind.PATCH)
                .toList();
    }
}
