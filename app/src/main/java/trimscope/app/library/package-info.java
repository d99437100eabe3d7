/** The pictures with their runs. */
@NullMarked
package trimscope.app.library;

import org.jspecify.annotations.NullMarked;
