package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.image.TiledImage;

/** Steps 2 to 4 of the ladder: pictures to pixels, tokens back to the picture. */
record ImageSteps(ReferenceCase c) {
    /** By the numbers of {@code map.kind}. */
    private static final List<PatchGrid.Kind> KINDS = List.of(
            PatchGrid.Kind.PATCH,
            PatchGrid.Kind.CLASS_TOKEN,
            PatchGrid.Kind.PADDING_TILE,
            PatchGrid.Kind.CANVAS_PADDING);

    List<DynamicTest> tests() {
        return c.hasImages()
                ? List.of(
                        dynamicTest("step 2: arrangement, fitted size, id", this::arrangement),
                        dynamicTest("step 3: pixels", this::pixels),
                        dynamicTest("step 4: geometry", this::geometry))
                : List.of();
    }

    private void arrangement() {
        List<TiledImage> tiled = c.tiled();
        for (int m = 0; m < tiled.size(); m++) {
            ReferenceSet.Image image = c.described().pictures().get(m);
            TileArrangement arrangement = tiled.get(m).arrangement();
            assertEquals(
                    new TileArrangement(
                            image.rows(),
                            image.columns(),
                            image.aspectRatioId(),
                            image.resizedHeight(),
                            image.resizedWidth()),
                    arrangement);
            assertEquals(image.tiles(), arrangement.tiles());
        }
    }

    private void pixels() {
        List<TiledImage> tiled = c.tiled();
        float[] wanted = c.tensors().floats("pixel_values");
        long[] mask = c.tensors().longs("aspect_ratio_mask");
        int size = wanted.length / tiled.size();
        int maxTiles = mask.length / tiled.size();
        for (int m = 0; m < tiled.size(); m++) {
            TileArrangement arrangement = tiled.get(m).arrangement();
            assertEquals(c.tensors().longs("aspect_ratio_ids")[m], arrangement.aspectRatioId());
            assertEquals(c.tensors().longs("num_tiles")[m], arrangement.tiles());
            for (int tile = 0; tile < maxTiles; tile++) {
                assertEquals(mask[m * maxTiles + tile] == 1, tile < arrangement.tiles());
            }
            float[] part = Arrays.copyOfRange(wanted, m * size, (m + 1) * size);
            assertArrayEquals(part, tiled.get(m).pixels());
        }
    }

    private void geometry() {
        int[] kinds = c.tensors().ints("map.kind");
        float[] boxes = c.tensors().floats("map.box");
        int token = 0;
        for (TiledImage image : c.tiled()) {
            PatchGrid grid = image.grid();
            for (int j = 0; j < grid.size(); j++, token++) {
                assertEquals(KINDS.get(kinds[token]), grid.kind(j));
                if (kinds[token] == 0) {
                    PatchGrid.Box box = grid.box(j).orElseThrow();
                    assertEquals(boxes[4 * token], box.x0(), 1e-3);
                    assertEquals(boxes[4 * token + 1], box.y0(), 1e-3);
                    assertEquals(boxes[4 * token + 2], box.x1(), 1e-3);
                    assertEquals(boxes[4 * token + 3], box.y1(), 1e-3);
                }
            }
        }
        assertEquals(kinds.length, token);
    }
}
