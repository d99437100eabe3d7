/** What the window shows: pictures, runs and the current selection. Panes share only this. */
@NullMarked
package trimscope.app.exploration;

import org.jspecify.annotations.NullMarked;
