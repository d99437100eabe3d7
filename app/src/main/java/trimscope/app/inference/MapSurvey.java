package trimscope.app.inference;

import java.util.Map;
import java.util.Optional;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.attention.Sinks;
import trimscope.core.overlay.WeightRange;

/**
 * The answer to a {@link SurveyQuery}.
 *
 * @param sinks what nearly all tokens look at
 * @param ranges of the answer's maps, by what became of the sinks in them
 */
public record MapSurvey(SurveyQuery query, Sinks sinks, Map<SinkTreatment, WeightRange> ranges) {
    public MapSurvey {
        ranges = Map.copyOf(ranges);
    }

    /** The range of the answer's maps. */
    public WeightRange range(SinkTreatment treatment) {
        return Optional.ofNullable(ranges.get(treatment)).orElseThrow();
    }
}
