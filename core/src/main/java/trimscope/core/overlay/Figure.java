package trimscope.core.overlay;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import trimscope.core.image.Picture;

/** An exported picture in the making: the picture itself, a panel that is filled from top to bottom, and a caption. */
final class Figure {
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x111827);
    private static final Color QUIET = new Color(0x6B7280);
    private static final Color LINE = new Color(0xD1D5DB);
    private static final Color KEPT = new Color(0x1F8A5B);

    private static final int TITLE_STEP = 24;
    private static final int LINE_STEP = 19;

    private final FigureLayout layout;
    private final BufferedImage image;
    private final Graphics2D g;
    private int panelY;

    /** @param panelUnits height that the panel needs, in units */
    Figure(Picture picture, FigureLayout layout, Caption caption, int panelUnits) {
        this.layout = layout;
        List<String> titleLines = wrapped(caption.title(), titleFont());
        List<String> lines = caption.lines().stream()
                .flatMap(line -> wrapped(line, textFont()).stream())
                .toList();
        int captionTop = layout.margin() + layout.pictureHeight() + layout.pixels(16);
        int captionBottom = captionTop + layout.pixels(titleLines.size() * TITLE_STEP + lines.size() * LINE_STEP);
        int bottom = Math.max(captionBottom, layout.margin() + layout.pixels(panelUnits));
        image = new BufferedImage(layout.width(), bottom + layout.margin(), BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        prepare();
        drawPicture(picture);
        panelY = layout.margin();
        int y = column(titleLines, captionTop, TITLE_STEP, titleFont(), INK);
        column(lines, y, LINE_STEP, textFont(), QUIET);
    }

    /** Lines under each other, from there down; where the next one would begin. */
    private int column(List<String> lines, int top, int step, Font font, Color color) {
        int y = top;
        for (String line : lines) {
            y += layout.pixels(step);
            text(line, layout.margin(), y - layout.pixels(0.28 * step), font, color);
        }
        return y;
    }

    private void prepare() {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setColor(PAPER);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
    }

    private void drawPicture(Picture picture) {
        // Enlarged pixels stay squares: what the model was given is shown as it was.
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                layout.scale() < 1
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.drawImage(
                picture.toBufferedImage(),
                layout.margin(),
                layout.margin(),
                layout.pictureWidth(),
                layout.pictureHeight(),
                null);
    }

    /** Paints layers over the picture: the painter gets a graphics with the picture's corner as origin. */
    void overPicture(Consumer<Graphics2D> painter) {
        Graphics2D inside =
                (Graphics2D) g.create(layout.margin(), layout.margin(), layout.pictureWidth(), layout.pictureHeight());
        painter.accept(inside);
        inside.dispose();
    }

    /** A heading of the panel. */
    void heading(String text) {
        panelY += layout.pixels(14);
        text(text, layout.panelX(), panelY, font(Font.BOLD, 13), INK);
        panelY += layout.pixels(10);
    }

    /** The colours of a heatmap with the weights that they stand for. */
    void colorBar(HeatmapStyle style) {
        int height = layout.pixels(220);
        int width = layout.pixels(16);
        int top = panelY + layout.pixels(4);
        for (int y = 0; y < height; y++) {
            double position = 1 - (y + 0.5) / height;
            g.setColor(new Color(style.argb(style.scale().weight(position)), true));
            g.fillRect(layout.panelX(), top + y, width, 1);
        }
        g.setColor(LINE);
        g.drawRect(layout.panelX(), top, width - 1, height - 1);
        int ticks = 4;
        for (int i = 0; i <= ticks; i++) {
            double position = 1 - (double) i / ticks;
            int y = top + height * i / ticks;
            g.setColor(LINE);
            g.fillRect(
                    layout.panelX() + width, y - (i == ticks ? 1 : 0), layout.pixels(4), Math.max(1, layout.pixels(1)));
            String clipped = i == 0 && style.scale().percentile() < 100 ? "≥ " : "";
            text(
                    clipped + WeightFormat.weight(style.scale().weight(position)),
                    layout.panelX() + width + layout.pixels(9),
                    y + layout.pixels(4.5),
                    textFont(),
                    INK);
        }
        panelY = top + height + layout.pixels(12);
    }

    /** A bar filled to the kept share. */
    void shareBar(double share) {
        int height = layout.pixels(8);
        g.setColor(LINE);
        g.fillRoundRect(layout.panelX(), panelY, layout.panelWidth(), height, height, height);
        g.setColor(KEPT);
        int width = (int) Math.round(layout.panelWidth() * share);
        g.fillRoundRect(layout.panelX(), panelY, Math.max(width, height), height, height, height);
        panelY += height + layout.pixels(6);
    }

    /** A swatch with what it means. */
    void swatch(Paint paint, String meaning) {
        Rectangle square =
                new Rectangle(layout.panelX(), panelY + layout.pixels(4), layout.pixels(14), layout.pixels(14));
        g.setPaint(paint);
        g.fill(square);
        g.setColor(LINE);
        g.draw(square);
        text(meaning, layout.panelX() + layout.pixels(22), panelY + layout.pixels(15.5), textFont(), INK);
        panelY += layout.pixels(22);
    }

    /** A quiet line of the panel. */
    void note(String text) {
        panelY += layout.pixels(18);
        text(text, layout.panelX(), panelY - layout.pixels(5), textFont(), QUIET);
    }

    /** A number with its name: name to the left, number to the right. */
    void row(String name, String number) {
        panelY += layout.pixels(18);
        int baseline = panelY - layout.pixels(5);
        text(name, layout.panelX(), baseline, textFont(), QUIET);
        FontMetrics metrics = g.getFontMetrics(textFont());
        int right = layout.panelX() + layout.panelWidth() - metrics.stringWidth(number);
        text(number, right, baseline, textFont(), INK);
    }

    /** Room before the next part of the panel. */
    void space() {
        panelY += layout.pixels(12);
    }

    /** The finished picture; nothing can be added afterwards. */
    BufferedImage finish() {
        g.dispose();
        return image;
    }

    private void text(String text, int x, int y, Font font, Color color) {
        g.setFont(font);
        g.setColor(color);
        g.drawString(text, x, y);
    }

    private Font titleFont() {
        return font(Font.BOLD, 17);
    }

    private Font textFont() {
        return font(Font.PLAIN, 13);
    }

    private Font font(int style, double units) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) (units * layout.unit()));
    }

    /** Breaks text into lines that fit under the picture. */
    private List<String> wrapped(String text, Font font) {
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = scratch.getFontMetrics(font);
        scratch.dispose();
        int room = layout.columnWidth();
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > 0 && metrics.stringWidth(line + " " + word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }
}
