/** Heatmap, veil and colour bar as Java2D pictures, and the colour tables. */
@NullMarked
package trimscope.core.overlay;

import org.jspecify.annotations.NullMarked;
