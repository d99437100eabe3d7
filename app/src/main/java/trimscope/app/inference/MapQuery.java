package trimscope.app.inference;

import java.util.List;

/**
 * Asks what some text tokens of a run look at.
 *
 * @param positions places in the run's whole sequence, prompt then answer; their maps are averaged
 */
public record MapQuery(RunId run, List<Integer> positions) {}
