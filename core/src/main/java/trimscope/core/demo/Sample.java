package trimscope.core.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.image.PictureReader;

/**
 * A picture of the gallery.
 *
 * @param name what to call it, such as {@code scene 1}
 * @param questions a conversation about it in which each question makes sense after those before
 * @param file name of its file among the program's resources
 */
public record Sample(String name, List<String> questions, String file) {
    /** Copies the list. */
    public Sample {
        questions = List.copyOf(questions);
    }

    /** Decodes the picture anew at each call. */
    public Picture picture() {
        try (InputStream in = EmbeddedModel.resource(SampleGallery.FOLDER + file)) {
            return PictureReader.read(in, name);
        } catch (IOException | PictureException e) {
            throw new IllegalStateException("the program's own picture " + file + " cannot be read", e);
        }
    }
}
