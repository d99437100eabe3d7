package trimscope.app.inference;

import trimscope.core.evaluation.Evidence;

/** The answer to an {@link EvidenceQuery}. */
public record Findings(EvidenceQuery query, Evidence evidence) {}
