package trimscope.core.model;

/**
 * Text rows that go through the layers together.
 *
 * @param stack the layers that they pass
 * @param at length of the caches before them
 * @param blind how many of the first ones see no image
 */
record NewRows(LayerStack stack, int at, int blind) {}
