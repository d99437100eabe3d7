package trimscope.app.canvas;

import java.nio.IntBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Window;

/** An image as large as the canvas, in pixels of the screen, that is painted anew only if something has changed. */
final class PixelImage {
    /** What the image shows. */
    private record State(ViewTransform view, int width, int height, int version) {}

    private record Held(Pixels pixels, PixelBuffer<IntBuffer> buffer, WritableImage image) {
        static Held of(int width, int height) {
            int[] argb = new int[width * height];
            PixelBuffer<IntBuffer> buffer =
                    new PixelBuffer<>(width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
            return new Held(new Pixels(width, height, argb), buffer, new WritableImage(buffer));
        }
    }

    private Optional<Held> held = Optional.empty();
    private Optional<State> shown = Optional.empty();

    /**
     * Draws the image over the whole canvas.
     *
     * @param version another one has it painted anew
     * @param painter paints on transparent pixels; its view is in pixels of the screen
     */
    void draw(GraphicsContext graphics, ViewTransform view, int version, BiConsumer<Pixels, ViewTransform> painter) {
        double scale = screenScale(graphics);
        double canvasWidth = graphics.getCanvas().getWidth();
        double canvasHeight = graphics.getCanvas().getHeight();
        int width = (int) Math.ceil(canvasWidth * scale);
        int height = (int) Math.ceil(canvasHeight * scale);
        if (width < 1 || height < 1) {
            return;
        }
        ViewTransform onScreen = new ViewTransform(view.scale() * scale, view.x() * scale, view.y() * scale);
        boolean fits = held.filter(known -> known.pixels().width == width && known.pixels().height == height)
                .isPresent();
        Held now = fits ? held.orElseThrow() : Held.of(width, height);
        Optional<State> wanted = Optional.of(new State(onScreen, width, height, version));
        if (!fits || !shown.equals(wanted)) {
            now.pixels().clear();
            painter.accept(now.pixels(), onScreen);
            now.buffer().updateBuffer(all -> null);
        }
        held = Optional.of(now);
        shown = wanted;
        graphics.setImageSmoothing(false);
        graphics.drawImage(now.image(), 0, 0, width / scale, height / scale);
    }

    private static double screenScale(GraphicsContext graphics) {
        return Optional.ofNullable(graphics.getCanvas().getScene())
                .flatMap(scene -> Optional.ofNullable(scene.getWindow()))
                .map(Window::getRenderScaleX)
                .orElse(1.0);
    }
}
