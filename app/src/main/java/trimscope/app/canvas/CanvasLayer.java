package trimscope.app.canvas;

import javafx.scene.canvas.GraphicsContext;

/** Something drawn over the picture. Its geometry is in picture pixels; the view brings it onto the canvas. */
public interface CanvasLayer {
    void paint(GraphicsContext graphics, ViewTransform view);
}
