/** Checkpoints of published shapes with random weights: for measuring and testing where nobody has the real ones. */
@NullMarked
package trimscope.core.synthetic;

import org.jspecify.annotations.NullMarked;
