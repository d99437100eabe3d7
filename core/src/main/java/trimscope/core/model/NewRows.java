package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Text rows that go through the layers together.
 *
 * @param stack the layers that they pass
 * @param at length of the caches before them
 * @param positions of these rows
 * @param mask which of them see an image, see {@link TextDecoder#rowMask}
 */
record NewRows(LayerStack stack, int at, RotaryTables.Rows positions, List<NDArray> mask) {}
