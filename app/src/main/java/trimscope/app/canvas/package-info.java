/** The picture canvas with its layers, colour scale and colour bar: reusable controls that know nothing of models. */
@NullMarked
package trimscope.app.canvas;

import org.jspecify.annotations.NullMarked;
