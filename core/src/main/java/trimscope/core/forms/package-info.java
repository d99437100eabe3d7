/** Results of evaluations as text, JSON and CSV: the same from the command line and from the window. */
@NullMarked
package trimscope.core.forms;

import org.jspecify.annotations.NullMarked;
