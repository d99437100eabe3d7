package trimscope.app.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.pruning.KeptTokens;

/**
 * Without colour: a patch without attention, one that was dropped and the padding beside the picture look different from each other and
 * from a hot patch, on black, grey and white pictures and in every colour table.
 */
class GreyscaleTest extends ApplicationTest {
    private static final int SIDE = 240;
    /** Four by four patches of 60 pixels; the picture takes the upper three quarters of the tile. */
    private static final PatchGrid GRID = PatchGrid.of(SIDE, 180, TileArrangement.of(180, SIDE, SIDE, 1), SIDE, 60, 1);

    private static final int ZERO = 1;
    private static final int DROPPED = 2;
    private static final int HOT = 3;

    private final StackPane root = new StackPane();

    @Override
    public void start(Stage stage) {
        stage.setScene(new Scene(root, 300, 300));
        stage.show();
    }

    /** Mean and spread of the light of a patch, 0 … 1. */
    private record Light(double mean, double spread) {
        /** Far enough apart for the eye, by brightness or by texture. */
        boolean differsFrom(Light other) {
            return Math.abs(mean - other.mean) > 0.06 || Math.abs(spread - other.spread) > 0.04;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void zeroDroppedHotAndPaddingAreToldApart(double brightness) throws Exception {
        for (ColorTable table : ColorTable.values()) {
            for (boolean outline : new boolean[] {false, true}) {
                WritableImage image = paint(brightness, table, outline);
                Light zero = light(image, ZERO);
                Light dropped = light(image, DROPPED);
                Light hot = light(image, HOT);
                String what = table + ", picture " + brightness + ", outline " + outline + ": zero " + zero
                        + ", dropped " + dropped + ", hot " + hot;
                assertEquals(brightness, zero.mean(), 0.02, "no attention leaves the picture as it is: " + what);
                assertTrue(zero.differsFrom(dropped), what);
                boolean same = brightness > 0.7 && hot.mean() > 0.7;
                assertTrue(same || zero.differsFrom(hot), what);
                assertTrue(dropped.differsFrom(hot), what);
                assertEquals(new Light(1, 0), padding(image), "nothing is drawn beside the picture: " + what);
            }
        }
    }

    private WritableImage paint(double brightness, ColorTable table, boolean outline) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
                    ImageCanvas fresh = new ImageCanvas();
                    root.getChildren().setAll(fresh);
                    WritableImage pixels = new WritableImage(SIDE, 180);
                    for (int i = 0; i < SIDE * 180; i++) {
                        pixels.getPixelWriter().setColor(i % SIDE, i / SIDE, Color.gray(brightness));
                    }
                    PictureLayer picture = new PictureLayer();
                    picture.setImage(Optional.of(pixels));
                    CrossAttentionMap map = map();
                    HeatmapLayer heatmap = new HeatmapLayer();
                    heatmap.show(GRID, map, new HeatmapStyle(table, ColorScale.ofMap(map, GRID), 0.85, false));
                    Optional<KeptTokens> kept = Optional.of(allBut(GRID.cellToken(0, DROPPED)));
                    VeilLayer veil = new VeilLayer();
                    DroppedOutline line = new DroppedOutline();
                    if (outline) {
                        line.show(GRID, kept);
                    } else {
                        veil.show(GRID, kept);
                    }
                    List.of(picture, veil, heatmap, line).forEach(fresh::addLayer);
                    root.layout();
                    fresh.setPictureSize(SIDE, 180);
                    fresh.oneToOne();
                    root.layout();
                    SnapshotParameters white = new SnapshotParameters();
                    white.setFill(Color.WHITE);
                    return fresh.snapshot(white, null);
                })
                .get();
    }

    private static CrossAttentionMap map() {
        float[] weights = new float[GRID.size()];
        weights[GRID.cellToken(0, HOT)] = 0.8f;
        return new CrossAttentionMap(weights);
    }

    private static KeptTokens allBut(int token) {
        int[] kept = IntStream.range(0, GRID.validCount())
                .filter(other -> other != token)
                .toArray();
        return new KeptTokens(kept, GRID.validCount());
    }

    private static Light light(WritableImage image, int column) {
        double left = (image.getWidth() - SIDE) / 2;
        double top = (image.getHeight() - 180) / 2;
        return light(image, new Rectangle2D(left + GRID.columnEdge(column), top, 60, 60));
    }

    private static Light padding(WritableImage image) {
        return light(image, new Rectangle2D(40, image.getHeight() - 30, 200, 20));
    }

    private static Light light(WritableImage image, Rectangle2D area) {
        PixelReader pixels = image.getPixelReader();
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = (int) area.getMinY(); y < area.getMaxY(); y++) {
            for (int x = (int) area.getMinX(); x < area.getMaxX(); x++) {
                Color color = pixels.getColor(x, y);
                double light = 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
                sum += light;
                squares += light * light;
                count++;
            }
        }
        double mean = sum / count;
        return new Light(mean, Math.sqrt(Math.max(0, squares / count - mean * mean)));
    }
}
