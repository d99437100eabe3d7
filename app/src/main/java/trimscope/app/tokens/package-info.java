/** All tokens of the conversation as a strip. */
@NullMarked
package trimscope.app.tokens;

import org.jspecify.annotations.NullMarked;
