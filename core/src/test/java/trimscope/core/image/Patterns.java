package trimscope.core.image;

/** A busy picture that the script beside the picture fixtures makes in the same way. */
final class Patterns {
    private Patterns() {}

    static Picture pattern(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[at++] = (byte) (x * 7 + y * 3);
                rgb[at++] = (byte) (x * y + 11 * x);
                rgb[at++] = (byte) ((x * 31) ^ (y * 17));
            }
        }
        return Picture.owning(width, height, rgb);
    }
}
