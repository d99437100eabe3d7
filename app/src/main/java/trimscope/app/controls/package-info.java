/** Controls that several panes use. */
@NullMarked
package trimscope.app.controls;

import org.jspecify.annotations.NullMarked;
