/** Figures of the shown maps: the layer × head matrix, which is also the picker, and the sparsity curves. */
@NullMarked
package trimscope.app.charts;

import org.jspecify.annotations.NullMarked;
