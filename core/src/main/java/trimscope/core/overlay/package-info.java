/**
 * Heatmap, veil and colour bar as Java2D pictures, and the colour tables.
 *
 * <p>Colour and geometry come without any painting ({@link trimscope.core.overlay.HeatmapStyle}, {@link
 * trimscope.core.overlay.PatchRaster}, {@link trimscope.core.overlay.VeilPattern}), so that the window paints the same.
 * One type more than a room usually has: the finished exports take three of their own.
 */
@NullMarked
package trimscope.core.overlay;

import org.jspecify.annotations.NullMarked;
