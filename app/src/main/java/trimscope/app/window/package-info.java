/** The window: wiring by constructors, tool bar, status bar, theme, first minute. */
@NullMarked
package trimscope.app.window;

import org.jspecify.annotations.NullMarked;
