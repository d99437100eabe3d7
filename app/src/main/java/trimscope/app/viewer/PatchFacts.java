package trimscope.app.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import trimscope.app.inference.Quantity;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.attention.Sinks;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.overlay.WeightFormat;

/**
 * What the read-out says about one patch or class token.
 *
 * @param title where it lies
 * @param box what it shows of the picture; empty for a class token
 * @param rows names and values, in order
 */
public record PatchFacts(String title, Optional<Box> box, List<Row> rows) {
    /** One line of the read-out. */
    public record Row(String name, String value) {}

    static PatchFacts of(ViewerModel model, PatchGrid grid, int token) {
        Optional<Box> box = grid.box(token);
        List<Row> rows = new ArrayList<>();
        model.map().ifPresent(map -> rows.addAll(weights(model, grid, map, token)));
        boolean dropped = model.kept().map(kept -> !kept.contains(token)).orElse(false);
        rows.add(new Row("state", dropped ? "dropped" : "kept"));
        if (model.kept().isPresent()) {
            rows.add(new Row("chosen by", voters(model.voters(token), model.heads())));
        }
        box.ifPresent(area -> {
            rows.add(new Row("pixels x", span(area.x0(), area.x1())));
            rows.add(new Row("pixels y", span(area.y0(), area.y1())));
        });
        return new PatchFacts(title(grid, token), box, List.copyOf(rows));
    }

    private static List<Row> weights(ViewerModel model, PatchGrid grid, CrossAttentionMap map, int token) {
        List<Row> rows = new ArrayList<>();
        boolean weight = model.quantityProperty().get() == Quantity.ATTENTION;
        rows.add(new Row(weight ? "weight" : "contribution", WeightFormat.weight(map.weight(token))));
        Optional<Sinks> sinks = model.sinks().filter(found -> found.contains(token));
        sinks.ifPresent(found -> {
            rows.add(new Row("sink, usually", WeightFormat.weight(found.usual(token))));
            if (model.sinkTreatmentProperty().get() == SinkTreatment.SUBTRACT) {
                CrossAttentionMap rest = found.treat(map, SinkTreatment.SUBTRACT);
                rows.add(new Row("above that", WeightFormat.weight(rest.weight(token))));
            }
        });
        rows.add(new Row("rank", map.rank(token) + " of " + grid.validCount()));
        rows.add(new Row("mass so far", String.format(Locale.ROOT, "%.1f %%", 100 * map.massUpTo(token))));
        return rows;
    }

    private static String title(PatchGrid grid, int token) {
        String tile = "tile " + (grid.tile(token) + 1);
        return grid.kind(token) == PatchGrid.Kind.CLASS_TOKEN
                ? tile + " · class token"
                : tile + " · row " + (grid.row(token) + 1) + " · column " + (grid.column(token) + 1);
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
