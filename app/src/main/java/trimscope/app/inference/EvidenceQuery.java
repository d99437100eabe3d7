package trimscope.app.inference;

import trimscope.core.pruning.KeptTokens;

/**
 * Asks what a full run's attention says about a kept set.
 *
 * @param run without trimming
 * @param kept what a rule keeps, or would keep
 * @param k tokens per head of the sets whose overlap between layers is wanted
 */
public record EvidenceQuery(RunId run, KeptTokens kept, int k) {}
