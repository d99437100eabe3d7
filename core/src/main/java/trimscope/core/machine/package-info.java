/** What the operating system tells of this process. */
@NullMarked
package trimscope.core.machine;

import org.jspecify.annotations.NullMarked;
