package trimscope.core.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A file that is no picture, or no longer one, and what its sentence must say. */
final class BrokenPicture {
    private static final Path PICTURES = Path.of("src/test/resources/pictures");

    private final String name;
    private final byte[] bytes;
    private final String expectedWords;

    private BrokenPicture(String name, byte[] bytes, String expectedWords) {
        this.name = name;
        this.bytes = bytes;
        this.expectedWords = expectedWords;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Words that the sentence must contain. */
    String expectedWords() {
        return expectedWords;
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<BrokenPicture> corpus() throws IOException {
        List<BrokenPicture> corpus = new ArrayList<>();
        for (String file : List.of(
                "rgb.png",
                "indexed.png",
                "baseline.jpg",
                "progressive.jpg",
                "lossless.webp",
                "lossy.webp",
                "rgb.bmp",
                "runs.bmp",
                "indexed.gif",
                "interlaced.gif")) {
            byte[] whole = Files.readAllBytes(PICTURES.resolve(file));
            for (int percent : new int[] {15, 50, 90}) {
                byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
                corpus.add(new BrokenPicture("cut at " + percent + " % " + file, cut, "found"));
            }
        }
        corpus.add(new BrokenPicture("empty.png", new byte[0], "empty file"));
        corpus.add(new BrokenPicture("one byte.png", new byte[] {'x'}, "begins with “x”"));
        corpus.add(new BrokenPicture("text.png", ascii("hello world, this is no picture"), "begins with “hello wo”"));
        corpus.add(new BrokenPicture("zeros.png", new byte[1000], "another kind"));
        corpus.add(new BrokenPicture("photo.heic", ascii("\0\0\0\u0018ftypheic\0\0\0\0mif1"), "HEIC"));
        corpus.add(new BrokenPicture("scan.tif", new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0}, "TIFF"));
        corpus.add(new BrokenPicture("paper.pdf", ascii("%PDF-1.7 and so on"), "PDF"));
        corpus.add(new BrokenPicture("only a signature.png", png(), "too early"));
        corpus.add(
                new BrokenPicture("bomb.png", png(header(100_000, 100_000, 8, 2), data(100), end()), "50 megapixels"));
        corpus.add(new BrokenPicture(
                "just too large.png", png(header(50_001, 1_000, 8, 2), data(9), end()), "50001 × 1000"));
        corpus.add(new BrokenPicture("no width.png", png(header(0, 10, 8, 2), data(100), end()), "0 × 10"));
        corpus.add(new BrokenPicture("negative.png", png(header(-1, 10, 8, 2), data(100), end()), "50 megapixels"));
        corpus.add(
                new BrokenPicture("odd depth.png", png(header(10, 10, 7, 9), data(100), end()), "cannot be decoded"));
        corpus.add(new BrokenPicture("no data.png", png(header(10, 10, 8, 2), end()), "cannot be decoded"));
        corpus.add(
                new BrokenPicture("little data.png", png(header(99, 99, 8, 2), data(100), end()), "cannot be decoded"));
        corpus.add(
                new BrokenPicture("no palette.png", png(header(10, 10, 8, 3), data(110), end()), "cannot be decoded"));
        corpus.add(new BrokenPicture("no end.png", png(header(1, 1, 8, 2), data(4)), "too early"));
        corpus.add(changed("flipped bit.png", "rgb.png", 60, 0x55, "checksum"));
        corpus.add(changed("long chunk.png", "rgb.png", 33, 0x7F, "too early"));
        corpus.add(sized("bomb.jpg", "baseline.jpg", 5, 0xFFFF, "65535 × 65535"));
        corpus.add(sized("zero.jpg", "baseline.jpg", 5, 0, "0 × 0"));
        corpus.add(new BrokenPicture("start and end.jpg", bytes(0xFF, 0xD8, 0xFF, 0xD9), "cannot be decoded"));
        corpus.add(changed("bomb.gif", "indexed.gif", 7, 0xFF, 9, 0xFF, "50 megapixels"));
        corpus.add(changed("zero.gif", "indexed.gif", 6, 0, 8, 0, "0 × 0"));
        corpus.add(changed("bomb.bmp", "rgb.bmp", 20, 1, 24, 1, "50 megapixels"));
        corpus.add(changed("zero.bmp", "rgb.bmp", 18, 0, 22, 0, "0 × 0"));
        corpus.add(changed("lowest height.bmp", "rgb.bmp", 22, 0, 25, 0x80, "2147483648"));
        corpus.add(changed("odd depth.bmp", "rgb.bmp", 28, 99, "cannot be decoded"));
        corpus.add(changed("unknown header.bmp", "rgb.bmp", 14, 7, "found"));
        corpus.add(changed("data beyond the end.bmp", "rgb.bmp", 12, 0x10, "too early"));
        corpus.add(changed("zero.webp", "lossy.webp", 26, 0, 28, 0, "0 × 0"));
        corpus.add(changed("wrong length.webp", "lossy.webp", 6, 0x10, "too early"));
        corpus.add(changed("unknown chunk.webp", "lossy.webp", 12, 'J', "cannot be decoded"));
        return corpus.stream();
    }

    private static BrokenPicture changed(String name, String from, int at, int value, String words) throws IOException {
        byte[] bytes = Files.readAllBytes(PICTURES.resolve(from));
        bytes[at] = (byte) value;
        return new BrokenPicture(name, bytes, words);
    }

    private static BrokenPicture changed(String name, String from, int at, int value, int at2, int value2, String words)
            throws IOException {
        BrokenPicture once = changed(name, from, at, value, words);
        once.bytes[at2] = (byte) value2;
        return once;
    }

    /** A JPEG whose frame header says that both sides are that long. */
    private static BrokenPicture sized(String name, String from, int at, int side, String words) throws IOException {
        byte[] bytes = Files.readAllBytes(PICTURES.resolve(from));
        int frame = 0;
        while (bytes[frame] != (byte) 0xFF || bytes[frame + 1] != (byte) 0xC0) {
            frame++;
        }
        for (int i = 0; i < 4; i++) {
            bytes[frame + at + i] = (byte) side;
        }
        return new BrokenPicture(name, bytes, words);
    }

    private static byte[] png(byte[]... chunks) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'));
        for (byte[] chunk : chunks) {
            out.write(chunk);
        }
        return out.toByteArray();
    }

    private static byte[] header(int width, int height, int depth, int colourType) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        out.write(bytes(depth, colourType, 0, 0, 0));
        return chunk("IHDR", bytes.toByteArray());
    }

    private static byte[] data(int length) throws IOException {
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[length]);
        deflater.finish();
        byte[] packed = new byte[length + 100];
        int size = deflater.deflate(packed);
        deflater.end();
        return chunk("IDAT", Arrays.copyOf(packed, size));
    }

    private static byte[] end() throws IOException {
        return chunk("IEND", new byte[0]);
    }

    private static byte[] chunk(String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(ascii(type));
        crc.update(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(data.length);
        out.write(ascii(type));
        out.write(data);
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
