package trimscope.core.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.image.PictureReader;

/** The picture that is asked about. */
@SuppressWarnings("NullAway.Init") // picocli fills the field before it is read
final class PictureOption {
    @Option(
            names = "--image",
            paramLabel = "FILE",
            required = true,
            description = "The picture: PNG, JPEG, WebP, BMP or GIF.")
    private Path file;

    Path file() {
        return file;
    }

    Picture read() throws PictureException {
        return PictureReader.read(file);
    }
}
