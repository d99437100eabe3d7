package trimscope.core.scene;

/**
 * The board with a word or a number.
 *
 * @param x pixels from the left edge of the picture
 * @param y pixels from the top edge of the picture
 * @param width pixels
 * @param height pixels
 * @param size of the letters: pixels per em
 * @param style one of {@link #STYLES} colourings
 */
public record Sign(String text, double x, double y, double width, double height, int size, int style)
        implements Visible {

    /** How many colourings there are. */
    public static final int STYLES = 4;

    public Sign {
        if (style < 0 || style >= STYLES) {
            throw new IllegalArgumentException("no sign style " + style);
        }
        if (size <= 0 || size > Scene.LARGEST || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException(
                    "a sign of " + width + " x " + height + " pixels with letters of " + size);
        }
    }
}
