package trimscope.app.inference;

import java.util.List;

/**
 * Asks what some text tokens of a run look at.
 *
 * @param positions places in the run's whole sequence, prompt then answer; their maps are averaged
 * @param quantity what the maps are to tell
 */
public record MapQuery(RunId run, List<Integer> positions, Quantity quantity) {
    public MapQuery {
        positions = List.copyOf(positions);
    }

    /** Asks for bare weights. */
    public MapQuery(RunId run, List<Integer> positions) {
        this(run, positions, Quantity.ATTENTION);
    }
}
