/**
 * Pixels to tiles, and every visual token back to its rectangle of the original picture.
 *
 * <p>One type more than a room usually has: what a picture file may hold is spread over small ones that only {@link
 * trimscope.core.image.PictureReader} knows.
 */
@NullMarked
package trimscope.core.image;

import org.jspecify.annotations.NullMarked;
