package trimscope.app.inference;

import java.util.List;
import java.util.SortedSet;
import trimscope.core.attention.Aggregation;

/**
 * Asks what the maps of a run's text tokens have in common.
 *
 * @param tokens those that see the picture; each has a map of its own
 * @param answer those of them whose maps share a range
 * @param layers decoder layer indices, made one map with the heads
 */
public record SurveyQuery(
        MapQuery tokens,
        List<Integer> answer,
        SortedSet<Integer> layers,
        SortedSet<Integer> heads,
        Aggregation aggregation) {
    public SurveyQuery {
        answer = List.copyOf(answer);
    }
}
