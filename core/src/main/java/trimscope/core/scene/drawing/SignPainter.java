package trimscope.core.scene.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import trimscope.core.scene.Sign;
import trimscope.core.scene.SignFont;

/** Draws the sign: a rounded board with hard edges, smooth letters in its middle. */
final class SignPainter {

    private record Style(Color board, Color ink) {}

    private static final Color DARK = new Color(20, 20, 20);

    private static final List<Style> STYLES = List.of(
            new Style(Color.WHITE, DARK),
            new Style(new Color(255, 214, 10), DARK),
            new Style(new Color(200, 30, 30), Color.WHITE),
            new Style(new Color(20, 90, 170), Color.WHITE));

    private SignPainter() {}

    static void paint(BufferedImage image, Sign sign) {
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            board(graphics, sign);
            letters(graphics, sign);
        } finally {
            graphics.dispose();
        }
    }

    private static void board(Graphics2D graphics, Sign sign) {
        Style style = STYLES.get(sign.style());
        int left = (int) Math.rint(sign.x());
        int top = (int) Math.rint(sign.y());
        int width = (int) Math.rint(sign.x() + sign.width()) - left + 1;
        int height = (int) Math.rint(sign.y() + sign.height()) - top + 1;
        int arc = (int) (sign.size() * 0.4) + 1;
        int border = Math.max(1, sign.size() / 12);
        graphics.setColor(style.ink);
        graphics.fill(new RoundRectangle2D.Double(left, top, width, height, arc, arc));
        graphics.setColor(style.board);
        int inner = Math.max(0, arc - 2 * border);
        graphics.fill(new RoundRectangle2D.Double(
                left + border, top + border, width - 2 * border, height - 2 * border, inner, inner));
    }

    private static void letters(Graphics2D graphics, Sign sign) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(STYLES.get(sign.style()).ink);
        graphics.fill(SignFont.outline(sign.text(), sign.size(), sign.centreX(), sign.centreY()));
    }
}
