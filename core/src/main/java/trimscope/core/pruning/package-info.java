/** Scores of the first cross-attention layer to the set of visual tokens that later layers keep; plain Java. */
@NullMarked
package trimscope.core.pruning;

import org.jspecify.annotations.NullMarked;
