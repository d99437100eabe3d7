/** The picture with heatmap, veil and grid, its read-out and its colour bar. */
@NullMarked
package trimscope.app.viewer;

import org.jspecify.annotations.NullMarked;
