/** The one thread that runs the model: commands in, immutable records out. */
@NullMarked
package trimscope.app.inference;

import org.jspecify.annotations.NullMarked;
