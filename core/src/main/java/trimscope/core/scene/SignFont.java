package trimscope.core.scene;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * The letters of signs, set as the recipe sets them (Pillow with Raqm): kerned, every advance rounded to 1/64 pixel.
 * The width decides where a sign finds room, so that it must be the same to the pixel.
 */
public final class SignFont {

    private static final FontRenderContext SUBPIXEL = new FontRenderContext(null, true, true);

    /** Advances are whole numbers of this part of a pixel in FreeType. */
    private static final double FRACTIONS = 64;

    /** Below this an outline that pokes into the next pixel is rounding, not ink. */
    private static final double HAIR = 1e-3;

    private static final Font FONT = load();

    private SignFont() {}

    private static Font load() {
        try (InputStream in =
                Objects.requireNonNull(SignFont.class.getResourceAsStream("DejaVuSans-Bold.ttf"), "DejaVuSans-Bold")) {
            return Font.createFont(Font.TRUETYPE_FONT, in)
                    .deriveFont(Map.of(TextAttribute.KERNING, TextAttribute.KERNING_ON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the sign font is damaged", e);
        }
    }

    /** Pixels from the origin to the right end of the ink or of the last advance, whichever is further. */
    public static int width(String text, int size) {
        GlyphVector glyphs = glyphs(text, size);
        double[] positions = positions(glyphs);
        int right = 0;
        for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
            Rectangle2D ink = glyphs.getGlyphOutline(i).getBounds2D();
            double bearing = ink.getMaxX() - glyphs.getGlyphPosition(i).getX();
            int inkEnd = (int) Math.ceil(bearing - HAIR) + (int) Math.round(positions[i]);
            right = Math.max(right, Math.max(inkEnd, (int) Math.round(positions[i + 1])));
        }
        return right;
    }

    /** Pixels that the pen moves over the whole text. */
    public static double advance(String text, int size) {
        double[] positions = positions(glyphs(text, size));
        return positions[positions.length - 1];
    }

    /** The letters with the pen's origin at 0, 0 and y downward, pixels. */
    public static Path2D outline(String text, int size) {
        GlyphVector glyphs = glyphs(text, size);
        double[] positions = positions(glyphs);
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
            double shift = positions[i] - glyphs.getGlyphPosition(i).getX();
            outline.append(
                    AffineTransform.getTranslateInstance(shift, 0).createTransformedShape(glyphs.getGlyphOutline(i)),
                    false);
        }
        return outline;
    }

    private static GlyphVector glyphs(String text, int size) {
        return FONT.deriveFont((float) size)
                .layoutGlyphVector(SUBPIXEL, text.toCharArray(), 0, text.length(), Font.LAYOUT_LEFT_TO_RIGHT);
    }

    private static double[] positions(GlyphVector glyphs) {
        double[] positions = new double[glyphs.getNumGlyphs() + 1];
        for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
            double advance = glyphs.getGlyphPosition(i + 1).getX()
                    - glyphs.getGlyphPosition(i).getX();
            positions[i + 1] = positions[i] + Math.round(advance * FRACTIONS) / FRACTIONS;
        }
        return positions;
    }
}
