/** The start of the desktop program. */
@NullMarked
package trimscope.app;

import org.jspecify.annotations.NullMarked;
