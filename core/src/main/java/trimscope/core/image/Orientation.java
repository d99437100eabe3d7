package trimscope.core.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.StreamReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.webp.WebpRiffHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * How a camera was held: the EXIF orientation 1 … 8. Pictures are turned upright once, when they are read (specification
 * section 2.1).
 */
record Orientation(int code) {
    static final Orientation UPRIGHT = new Orientation(1);

    /**
     * The orientation noted in a picture file; upright if there is none or the note cannot be understood. Only the notes
     * in question are unpacked: compressed texts beside them may be of any size.
     */
    static Orientation read(InputStream file, PictureFormat format) {
        Metadata notes = new Metadata();
        try {
            switch (format) {
                case JPEG -> JpegMetadataReader.process(notes, file, List.of(new ExifReader()));
                case PNG -> {
                    for (PngChunk chunk :
                            new PngChunkReader().extract(new StreamReader(file), Set.of(PngChunkType.eXIf))) {
                        new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), notes);
                    }
                }
                case WEBP -> new RiffReader().processRiff(new StreamReader(file), new WebpRiffHandler(notes));
                case BMP, GIF -> {
                    // These have no place for such a note.
                }
            }
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            // Damaged notes do not make a picture unreadable.
            return UPRIGHT;
        }
        return noted(notes);
    }

    private static Orientation noted(Metadata notes) {
        ExifIFD0Directory main = notes.getFirstDirectoryOfType(ExifIFD0Directory.class);
        Integer code = main == null ? null : main.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return code != null && code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
    }

    private boolean swapsSides() {
        return code >= 5;
    }

    /** Whether the stored rows run against the upright axis they belong to. */
    private boolean rowsReversed() {
        return code == 3 || code == 4 || code == 6 || code == 7;
    }

    /** Whether the stored columns run against the upright axis they belong to. */
    private boolean columnsReversed() {
        return code == 2 || code == 3 || code == 7 || code == 8;
    }

    /**
     * The upright picture.
     *
     * @param rgb pixels as stored, [height, width, 3]; given away
     */
    Picture upright(int width, int height, byte[] rgb) {
        if (code == 1) {
            return Picture.owning(width, height, rgb);
        }
        int newWidth = swapsSides() ? height : width;
        int newHeight = swapsSides() ? width : height;
        byte[] out = new byte[rgb.length];
        int from = 0;
        for (int y = 0; y < height; y++) {
            int alongRows = rowsReversed() ? height - 1 - y : y;
            for (int x = 0; x < width; x++, from += 3) {
                int alongColumns = columnsReversed() ? width - 1 - x : x;
                int to = 3 * (swapsSides() ? alongColumns * newWidth + alongRows : alongRows * newWidth + alongColumns);
                out[to] = rgb[from];
                out[to + 1] = rgb[from + 1];
                out[to + 2] = rgb[from + 2];
            }
        }
        return Picture.owning(newWidth, newHeight, out);
    }
}
