package trimscope.app.inference;

import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;

/** Where a picture's pixels come from; runs on the inference thread, since decoding may take longer than a frame. */
@FunctionalInterface
public interface PictureLoader {
    Picture load() throws PictureException;
}
