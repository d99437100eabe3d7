package trimscope.core.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The picture formats that can be read, told apart by their first bytes.
 *
 * <p>The readers are found by class and kept in a registry of our own, so that neither the context class loader nor other
 * plug-ins on the class path decide who decodes a picture.
 */
enum PictureFormat {
    PNG("PNG", "com.sun.imageio.plugins.png.PNGImageReaderSpi"),
    JPEG("JPEG", "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi"),
    WEBP("WebP", "com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi"),
    BMP("BMP", "com.sun.imageio.plugins.bmp.BMPImageReaderSpi"),
    GIF("GIF", "com.sun.imageio.plugins.gif.GIFImageReaderSpi");

    /** Number of leading bytes that tell every format. */
    static final int SIGNATURE_LENGTH = 16;

    private final String label;
    private final String provider;

    PictureFormat(String label, String provider) {
        this.label = label;
        this.provider = provider;
    }

    /** What people call the format. */
    String label() {
        return label;
    }

    /** The format of a file that begins with these bytes. */
    static Optional<PictureFormat> of(byte[] head) {
        if (startsWith(head, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        } else if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        } else if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        } else if (startsWith(head, 0, 'B', 'M')) {
            return Optional.of(BMP);
        } else if (startsWith(head, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        return Optional.empty();
    }

    /** What a file of no known format seems to be, for a message. */
    static String describe(byte[] head) {
        if (startsWith(head, 4, 'f', 't', 'y', 'p')) {
            return "an HEIC, AVIF or video file";
        } else if (startsWith(head, 0, 'I', 'I', 42, 0) || startsWith(head, 0, 'M', 'M', 0, 42)) {
            return "a TIFF file";
        } else if (startsWith(head, 0, '%', 'P', 'D', 'F')) {
            return "a PDF file";
        }
        if (head.length == 0) {
            return "an empty file";
        }
        String start = new String(head, 0, Math.min(8, head.length), StandardCharsets.ISO_8859_1);
        boolean readable = start.chars().allMatch(c -> c >= ' ' && c < 127);
        return readable ? "a file that begins with “" + start + "”" : "a file of another kind";
    }

    /** A new reader of this format. */
    ImageReader newReader() throws IOException {
        return Providers.named(provider).createReaderInstance();
    }

    private static boolean startsWith(byte[] head, int at, int... signature) {
        if (head.length < at + signature.length) {
            return false;
        }
        byte[] expected = new byte[signature.length];
        for (int i = 0; i < signature.length; i++) {
            expected[i] = (byte) signature[i];
        }
        return Arrays.equals(head, at, at + signature.length, expected, 0, signature.length);
    }

    /** Built on first use and never changed afterwards. */
    private static final class Providers {
        private static final ServiceRegistry REGISTRY = registry();

        static ImageReaderSpi named(String className) {
            Iterator<ImageReaderSpi> all = REGISTRY.getServiceProviders(
                    ImageReaderSpi.class, spi -> spi.getClass().getName().equals(className), false);
            return all.next();
        }

        private static ServiceRegistry registry() {
            List<Class<?>> category = List.of(ImageReaderSpi.class);
            ServiceRegistry registry = new ServiceRegistry(category.iterator());
            // The JDK's own readers are always in the default registry.
            Iterator<ImageReaderSpi> builtIn = IIORegistry.getDefaultInstance()
                    .getServiceProviders(
                            ImageReaderSpi.class,
                            spi -> spi.getClass().getName().startsWith("com.sun.imageio."),
                            false);
            builtIn.forEachRemaining(registry::registerServiceProvider);
            // Finds the JDK's JPEG reader, to which it delegates, in the registry it is put into.
            registry.registerServiceProvider(new JPEGImageReaderSpi());
            registry.registerServiceProvider(new WebPImageReaderSpi());
            return registry;
        }
    }
}
