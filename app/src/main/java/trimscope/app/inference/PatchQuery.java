package trimscope.app.inference;

import java.util.List;
import java.util.Set;

/**
 * Asks how much some text tokens of a run look at some patches.
 *
 * @param patches visual tokens
 * @param positions places in the run's whole sequence, prompt then answer; answered one by one
 */
public record PatchQuery(RunId run, Set<Integer> patches, List<Integer> positions) {
    public PatchQuery {
        patches = Set.copyOf(patches);
        positions = List.copyOf(positions);
    }
}
