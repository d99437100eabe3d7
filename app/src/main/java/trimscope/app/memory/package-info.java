/** What the program remembers from one start to the next. */
@NullMarked
package trimscope.app.memory;

import org.jspecify.annotations.NullMarked;
