/** How fast the model runs, what it holds, and how far that is from what the machine could do. */
@NullMarked
package trimscope.core.benchmark;

import org.jspecify.annotations.NullMarked;
