package trimscope.core.scene.drawing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.random.RandomGenerator;
import trimscope.core.image.Picture;
import trimscope.core.scene.Catalog;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;
import trimscope.core.scene.Thing;

/**
 * Draws scenes as the recipe does. The same scene is always the same picture. Against the recipe's own picture the grain
 * differs, things by at most 3 grey levels, and letters along their horizontal strokes, which the recipe fits to the rows
 * of pixels.
 */
public final class SceneRenderer {

    /** Turns smaller than this many degrees are not worth the blur. */
    private static final double STRAIGHT_DEGREES = 0.5;

    /** No thing is drawn smaller than this many pixels a side. */
    private static final int SMALLEST = 4;

    private SceneRenderer() {}

    /** The picture of a scene, in its size. */
    public static Picture draw(Scene scene) {
        BufferedImage image = backdrop(scene);
        scene.objects().forEach(thing -> paste(image, thing));
        scene.sign().ifPresent(sign -> SignPainter.paint(image, sign));
        return Picture.of(image);
    }

    /** One colour, a gradient of brightness, and grain that is the same in all three channels. */
    private static BufferedImage backdrop(Scene scene) {
        int width = scene.width();
        int height = scene.height();
        Color base = Objects.requireNonNull(Catalog.BACKGROUNDS.get(scene.background()));
        RandomGenerator random = Draw.generator(scene.seed());
        double across = Math.cos(scene.angle()) * scene.gradient();
        double along = Math.sin(scene.angle()) * scene.gradient();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double light = 1 + ((double) x / width - 0.5) * across + ((double) y / height - 0.5) * along;
                double grain = random.nextGaussian() * scene.noise();
                int rgb = level(base.getRed() * light + grain) << 16
                        | level(base.getGreen() * light + grain) << 8
                        | level(base.getBlue() * light + grain);
                image.setRGB(x, y, rgb);
            }
        }
        return image;
    }

    private static int level(double value) {
        return (int) Math.min(Math.max(value, 0), 255);
    }

    private static void paste(BufferedImage image, Thing thing) {
        Sprite sprite = SpriteSheet.sprite(thing.kind());
        sprite = thing.flip() ? sprite.flipped() : sprite;
        sprite = Math.abs(thing.angle()) > STRAIGHT_DEGREES ? sprite.turned(thing.angle()) : sprite;
        sprite = sprite.resized(Math.max(SMALLEST, (int) Math.rint(thing.size())));
        int left = (int) Math.rint(thing.x());
        int top = (int) Math.rint(thing.y());
        int right = Math.min(sprite.side(), image.getWidth() - left);
        int bottom = Math.min(sprite.side(), image.getHeight() - top);
        for (int y = Math.max(0, -top); y < bottom; y++) {
            for (int x = Math.max(0, -left); x < right; x++) {
                image.setRGB(left + x, top + y, over(sprite, x, y, image.getRGB(left + x, top + y)));
            }
        }
    }

    /** A pixel of the sprite over the one that is there, 0xRRGGBB. */
    private static int over(Sprite sprite, int x, int y, int below) {
        int clear = 255 - sprite.value(x, y, 3);
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
            int shift = 16 - 8 * c;
            int level = sprite.value(x, y, c) + SpriteSheet.multiplied(below >> shift & 0xff, clear);
            rgb |= Math.min(level, 255) << shift;
        }
        return rgb;
    }
}
