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

    /** FreeType counts in this part of a pixel. */
    private static final double FRACTIONS = 64;

    /** Below this an outline that pokes into the next pixel is rounding, not ink. */
    private static final double HAIR = 1e-3;

    /** Of the font's own line, ems. */
    private static final double ASCENT = 1901.0 / 2048;

    private static final double DESCENT = 483.0 / 2048;

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

    /**
     * The letters around a centre, in pixels: the middle of the pen's way lies there, and that of the font's ascent and
     * descent. Every letter starts on a whole pixel, as bitmaps of letters do.
     */
    public static Path2D outline(String text, int size, double centreX, double centreY) {
        GlyphVector glyphs = glyphs(text, size);
        double[] positions = positions(glyphs);
        double left = Math.floor(centreX) - Math.round(positions[glyphs.getNumGlyphs()] / 2);
        double fraction = fine(centreX - Math.floor(centreX));
        double baseline = Math.floor(centreY) + Math.ceil(fine(centreY - Math.floor(centreY)) - 0.5) + middle(size);
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        for (int i = 0; i < glyphs.getNumGlyphs(); i++) {
            double pen = left + Math.round(fraction + positions[i]);
            double shift = pen - glyphs.getGlyphPosition(i).getX();
            outline.append(
                    AffineTransform.getTranslateInstance(shift, baseline)
                            .createTransformedShape(glyphs.getGlyphOutline(i)),
                    false);
        }
        return outline;
    }

    /** Pixels from the baseline up to the middle between the font's whole ascent and descent. */
    private static int middle(int size) {
        return (int) Math.round((Math.ceil(ASCENT * size) - Math.ceil(DESCENT * size)) / 2);
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
            positions[i + 1] = positions[i] + fine(advance);
        }
        return positions;
    }

    private static double fine(double pixels) {
        return Math.round(pixels * FRACTIONS) / FRACTIONS;
    }
}
