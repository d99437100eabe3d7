package trimscope.app.benchmark;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.pruning.KeptTokens;

/** A picture of 4000 × 3000 pixels as Llama-3.2-11B-Vision cuts it: 2 × 2 tiles of 560 pixels, 40 × 40 patches each, 6404 tokens. */
final class LargePicture {
    static final int WIDTH = 4000;
    static final int HEIGHT = 3000;
    static final int HEADS = 32;
    private static final int TILE = 560;

    final PatchGrid grid = PatchGrid.of(WIDTH, HEIGHT, TileArrangement.of(HEIGHT, WIDTH, TILE, 4), TILE, 14, 4);
    private final Random random = new Random(7);

    /** Noise, which no picture library can make cheaper. */
    WritableImage pixels() {
        int[] argb = new int[WIDTH * HEIGHT];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = 0xFF000000 | random.nextInt();
        }
        WritableImage image = new WritableImage(WIDTH, HEIGHT);
        image.getPixelWriter().setPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), argb, 0, WIDTH);
        return image;
    }

    CrossAttentionMap map() {
        float[] weights = new float[grid.size()];
        for (int j = 0; j < grid.validCount(); j++) {
            weights[j] = (float) Math.pow(random.nextFloat(), 6);
        }
        return new CrossAttentionMap(weights);
    }

    /** A quarter of the tokens, scattered: the most borders that there can be. */
    Optional<KeptTokens> kept() {
        int[] tokens = IntStream.range(0, grid.validCount())
                .filter(token -> random.nextInt(4) == 0)
                .toArray();
        return Optional.of(new KeptTokens(tokens, grid.validCount()));
    }

    int votes(int token) {
        return token * 31 % (HEADS + 1);
    }
}
