package trimscope.app.inference;

import trimscope.core.evaluation.SweepSettings;

/**
 * Asks for a sweep.
 *
 * @param number names the sweep on both sides of the thread border
 */
public record SweepOrder(int number, SweepSource source, SweepSettings settings) {}
