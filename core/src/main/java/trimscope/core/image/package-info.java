/** Pixels to tiles, and every visual token back to its rectangle of the original picture. */
@NullMarked
package trimscope.core.image;

import org.jspecify.annotations.NullMarked;
