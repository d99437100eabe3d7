package trimscope.app.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.overlay.WeightFormat;
import trimscope.core.pruning.KeptTokens;

/**
 * What the read-out says about one patch.
 *
 * @param title where the patch lies
 * @param rows names and values, in order
 */
public record PatchFacts(String title, Box box, List<Row> rows) {
    /** One line of the read-out. */
    public record Row(String name, String value) {}

    /** @param voters heads that chose the patch at the shown ratio; empty also if nothing is known of them */
    static PatchFacts of(
            PatchGrid grid,
            int token,
            Optional<CrossAttentionMap> map,
            Optional<KeptTokens> kept,
            List<Integer> voters,
            int heads) {
        Box box = grid.box(token).orElseThrow();
        List<Row> rows = new ArrayList<>();
        map.ifPresent(shown -> {
            rows.add(new Row("weight", WeightFormat.weight(shown.weight(token))));
            rows.add(new Row("rank", shown.rank(token) + " of " + grid.validCount()));
            rows.add(new Row("mass so far", String.format(Locale.ROOT, "%.1f %%", 100 * shown.massUpTo(token))));
        });
        rows.add(new Row("state", kept.isEmpty() || kept.get().contains(token) ? "kept" : "dropped"));
        if (kept.isPresent()) {
            rows.add(new Row("chosen by", voters(voters, heads)));
        }
        rows.add(new Row("pixels x", span(box.x0(), box.x1())));
        rows.add(new Row("pixels y", span(box.y0(), box.y1())));
        String title = "tile " + (grid.tile(token) + 1) + " · row " + (grid.row(token) + 1) + " · column "
                + (grid.column(token) + 1);
        return new PatchFacts(title, box, List.copyOf(rows));
    }

    private static String voters(List<Integer> voters, int heads) {
        if (voters.isEmpty()) {
            return "no head";
        }
        if (voters.size() > 8) {
            return voters.size() + " of " + heads + " heads";
        }
        return (voters.size() == 1 ? "head " : "heads ")
                + voters.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String span(double from, double to) {
        return Math.round(from) + " – " + Math.round(to);
    }
}
