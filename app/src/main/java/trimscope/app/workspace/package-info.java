/** The middle of the window: exploring, or one view in its place. */
@NullMarked
package trimscope.app.workspace;

import org.jspecify.annotations.NullMarked;
