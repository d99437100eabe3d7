/** Load a model, open a picture, ask, stream, look: the public door of the core. */
@NullMarked
package trimscope.core.chat;

import org.jspecify.annotations.NullMarked;
