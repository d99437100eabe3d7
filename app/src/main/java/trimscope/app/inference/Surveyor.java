package trimscope.app.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.attention.Sinks;
import trimscope.core.overlay.WeightRange;

/** Answers a {@link SurveyQuery} token by token, so that nobody waits for it. */
final class Surveyor {
    private final SurveyQuery query;
    private final AnswerMaps answer;
    private final List<CrossAttentionMap> maps = new ArrayList<>();
    /** How many visual tokens a map may lie on, in the layer with the fewest: the first layer may hold all, the others the kept ones. */
    private int spread;

    Surveyor(SurveyQuery query, AnswerMaps answer) {
        this.query = query;
        this.answer = answer;
    }

    SurveyQuery query() {
        return query;
    }

    boolean isComplete() {
        return maps.size() == query.tokens().positions().size();
    }

    /** Reads the next token's map. */
    void advance() {
        int position = query.tokens().positions().get(maps.size());
        HeadMaps read = answer.maps(List.of(position), query.tokens().quantity());
        if (maps.isEmpty()) {
            spread = query.layers().stream()
                    .mapToInt(layer -> attended(read.map(layer, query.heads().first())))
                    .min()
                    .orElse(read.tokens());
        }
        maps.add(read.map(query.layers(), query.heads(), query.aggregation()));
    }

    private static int attended(CrossAttentionMap map) {
        return (int) IntStream.range(0, map.size())
                .filter(token -> map.weight(token) > 0)
                .count();
    }

    MapSurvey survey() {
        Sinks sinks = Sinks.of(maps, Math.max(1, spread));
        List<CrossAttentionMap> answered = IntStream.range(0, maps.size())
                .filter(i -> query.answer().contains(query.tokens().positions().get(i)))
                .mapToObj(maps::get)
                .toList();
        Map<SinkTreatment, WeightRange> ranges = new EnumMap<>(SinkTreatment.class);
        for (SinkTreatment treatment : SinkTreatment.values()) {
            ranges.put(
                    treatment,
                    WeightRange.of(
                            answered.stream()
                                    .map(map -> sinks.treat(map, treatment))
                                    .toList(),
                            answer.grid()));
        }
        return new MapSurvey(query, sinks, ranges);
    }
}
