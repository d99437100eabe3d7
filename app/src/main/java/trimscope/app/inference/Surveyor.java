package trimscope.app.inference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.attention.Sinks;
import trimscope.core.overlay.WeightRange;

/** Answers a {@link SurveyQuery} token by token, so that nobody waits for it. */
final class Surveyor {
    private final SurveyQuery query;
    private final AnswerMaps answer;
    private final List<CrossAttentionMap> maps = new ArrayList<>();

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
        maps.add(answer.maps(List.of(position), query.tokens().quantity())
                .map(query.layers(), query.heads(), query.aggregation()));
    }

    MapSurvey survey() {
        Sinks sinks = Sinks.of(maps);
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
