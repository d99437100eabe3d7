package trimscope.core.image;

import com.twelvemonkeys.imageio.util.IIOUtil;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Decodes one picture file whose structure has been checked. */
final class PictureDecoder {
    private static final int PNG_COLOUR_TYPE_AT = 25;
    private static final int PNG_TRUE_COLOUR = 2;
    private static final int GIF_SCREEN_AT = 6;

    private final ImageInputStream in;
    private final PictureFormat format;
    private final String name;
    private @Nullable String damage;

    PictureDecoder(ImageInputStream in, PictureFormat format, String name) {
        this.in = in;
        this.format = format;
        this.name = name;
    }

    /**
     * The picture, upright. Where data are damaged the decoders throw anything from {@link IOException} to unchecked
     * exceptions.
     */
    Picture decode() throws IOException, PictureException {
        Orientation orientation = Orientation.read(IIOUtil.createStreamAdapter(in), format);
        boolean useAlpha = !isTrueColourPng();
        ImageReader reader = format.newReader();
        try {
            // Either the stream that the caller closes or one in memory.
            ImageInputStream plain = ColourProfile.remove(in, format);
            plain.seek(0);
            reader.setInput(plain, false, true);
            reader.addIIOReadWarningListener((source, warning) -> noteDamage(warning));
            PictureStructure.checkSize(reader.getWidth(0), reader.getHeight(0), name);
            var image = reader.read(0);
            if (damage != null) {
                throw PictureException.damaged(name, format, damage, null);
            }
            byte[] rgb = RgbPixels.of(image, useAlpha);
            Picture picture = orientation.upright(image.getWidth(), image.getHeight(), rgb);
            return format == PictureFormat.GIF ? onGifScreen(picture, reader) : picture;
        } finally {
            reader.dispose();
        }
    }

    /** A PNG of plain red, green and blue may name one colour as transparent; the reference takes it as it is. */
    private boolean isTrueColourPng() throws IOException {
        if (format != PictureFormat.PNG) {
            return false;
        }
        in.seek(PNG_COLOUR_TYPE_AT);
        return in.read() == PNG_TRUE_COLOUR;
    }

    /** Decoders go on where data are missing and only warn; other warnings concern colours or harmless padding. */
    private void noteDamage(String warning) {
        String lower = warning.toLowerCase(Locale.ROOT);
        if (lower.contains("truncated") || lower.contains("premature end")) {
            damage = "a file that ends too early";
        } else if (lower.contains("bad huffman code") || lower.contains("out-of-sequence code")) {
            damage = "data that cannot be decoded";
        }
    }

    /** The frame where it belongs on the animation's screen; what it leaves free is white. */
    private Picture onGifScreen(Picture frame, ImageReader reader) throws IOException, PictureException {
        Element descriptor = (Element) reader.getImageMetadata(0)
                .getAsTree("javax_imageio_gif_image_1.0")
                .getFirstChild();
        int left = Integer.parseInt(descriptor.getAttribute("imageLeftPosition"));
        int top = Integer.parseInt(descriptor.getAttribute("imageTopPosition"));
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(GIF_SCREEN_AT);
        int width = Math.max(in.readUnsignedShort(), left + frame.width());
        int height = Math.max(in.readUnsignedShort(), top + frame.height());
        if (width == frame.width() && height == frame.height()) {
            return frame;
        }
        PictureStructure.checkSize(width, height, name);
        byte[] screen = new byte[3 * width * height];
        Arrays.fill(screen, (byte) 255);
        int stride = 3 * frame.width();
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(frame.shared(), y * stride, screen, 3 * ((top + y) * width + left), stride);
        }
        return Picture.owning(width, height, screen);
    }
}
