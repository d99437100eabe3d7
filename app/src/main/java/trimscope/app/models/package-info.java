/** Chooses the model, the device and the number format. */
@NullMarked
package trimscope.app.models;

import org.jspecify.annotations.NullMarked;
