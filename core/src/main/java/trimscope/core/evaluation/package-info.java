/** What trimming changes: answers compared, sweeps over rules and ratios, evidence for the paper's premise. */
@NullMarked
package trimscope.core.evaluation;

import org.jspecify.annotations.NullMarked;
