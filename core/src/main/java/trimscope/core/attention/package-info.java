/** What the model looked at: cross-attention maps and their statistics; plain Java. */
@NullMarked
package trimscope.core.attention;

import org.jspecify.annotations.NullMarked;
