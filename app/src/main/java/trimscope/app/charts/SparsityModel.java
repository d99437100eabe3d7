package trimscope.app.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.inference.TokenMaps;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.pruning.KeptTokens;

/** How few visual tokens hold how much of the attention, layer by layer. */
final class SparsityModel {
    /**
     * One layer.
     *
     * @param shares attention on the most attended tokens, at even steps from none to all of them
     */
    record Curve(int layer, List<Double> shares) {}

    private static final int STEPS = 100;

    private final Exploration exploration;

    SparsityModel(Exploration exploration) {
        this.exploration = exploration;
    }

    /** A curve for each layer, averaged over the chosen heads. */
    List<Curve> curves() {
        Optional<TokenMaps> maps = exploration.focus().mapsProperty().get();
        Optional<HeadChoice> choice = exploration.focus().choiceProperty().get();
        if (maps.isEmpty() || choice.isEmpty()) {
            return List.of();
        }
        List<Curve> curves = new ArrayList<>();
        for (int layer : maps.get().maps().layers()) {
            curves.add(new Curve(layer, shares(mean(maps.get(), layer, choice.get()))));
        }
        return curves;
    }

    /** Kept share of the valid tokens at the chosen ratio; 1 if nothing is dropped. */
    double keptShare() {
        return kept().map(KeptTokens::share).orElse(1.0);
    }

    /** What the kept tokens hold of the shown attention, as a sentence. */
    String sentence() {
        Optional<TokenMaps> maps = exploration.focus().mapsProperty().get();
        Optional<HeadChoice> choice = exploration.focus().choiceProperty().get();
        if (maps.isEmpty() || choice.isEmpty()) {
            return "";
        }
        if (kept().isEmpty()) {
            return "Share of the " + maps.get().query().quantity().label() + " on the tokens that have most of it.";
        }
        boolean trimmed =
                exploration.runProperty().get().map(run -> !run.isFull()).orElse(false);
        int first = maps.get().maps().layers().get(0);
        int layer = trimmed ? first : choice.get().layers().first();
        CrossAttentionMap map = mean(maps.get(), layer, choice.get());
        double held = 0;
        for (int token : kept().get().indices()) {
            held += token < map.size() ? map.weight(token) : 0;
        }
        String share = String.format(
                Locale.ROOT,
                "The kept %.0f %% hold %.0f %% of the %s in layer %d",
                100 * keptShare(),
                100 * held / Math.max(map.total(), 1e-12),
                maps.get().query().quantity().label(),
                layer);
        return trimmed ? share + "; later layers see nothing else." : share + ".";
    }

    private Optional<KeptTokens> kept() {
        return exploration.trim().keptProperty().get();
    }

    private static CrossAttentionMap mean(TokenMaps maps, int layer, HeadChoice choice) {
        return maps.maps().map(List.of(layer), choice.heads(), Aggregation.MEAN);
    }

    private List<Double> shares(CrossAttentionMap map) {
        float[] sorted = map.toArray();
        Arrays.sort(sorted);
        int valid =
                exploration.trim().scores().map(scores -> scores.validCount()).orElse(sorted.length);
        double total = Math.max(map.total(), 1e-12);
        List<Double> shares = new ArrayList<>();
        double sum = 0;
        int taken = 0;
        for (int step = 0; step <= STEPS; step++) {
            int upTo = Math.min(sorted.length, (int) Math.round((double) valid * step / STEPS));
            while (taken < upTo) {
                sum += sorted[sorted.length - 1 - taken++];
            }
            shares.add(sum / total);
        }
        return shares;
    }
}
