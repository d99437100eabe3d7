/** The keep ratio, what it keeps, and what that costs. */
@NullMarked
package trimscope.app.trimming;

import org.jspecify.annotations.NullMarked;
