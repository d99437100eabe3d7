/** Messages to token ids and back. */
@NullMarked
package trimscope.core.text;

import org.jspecify.annotations.NullMarked;
