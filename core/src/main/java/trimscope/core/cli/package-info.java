/** The headless commands. */
@NullMarked
package trimscope.core.cli;

import org.jspecify.annotations.NullMarked;
