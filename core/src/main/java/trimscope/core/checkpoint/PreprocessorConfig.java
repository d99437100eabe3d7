package trimscope.core.checkpoint;

import java.util.List;

/**
 * How pixels become the encoder's input: {@code preprocessor_config.json}, or {@code image_processor} in
 * {@code processor_config.json} as newer libraries save it.
 *
 * @param tileSize I, pixels along the side of a tile; the encoder's image size
 * @param maxTiles T, tiles of the largest arrangement
 * @param mean subtracted after rescaling: red, green, blue
 * @param std divisor after that: red, green, blue
 * @param rescaleFactor multiplier of the 8-bit values, 1/255 in published models
 */
public record PreprocessorConfig(
        int tileSize, int maxTiles, List<Double> mean, List<Double> std, double rescaleFactor) {
    private static final String FILE = "preprocessor_config.json";
    private static final String NEWER_FILE = "processor_config.json";
    private static final List<String> STEPS =
            List.of("do_convert_rgb", "do_resize", "do_rescale", "do_normalize", "do_pad");
    private static final int BILINEAR = 2;
    private static final int CHANNELS = 3;
    private static final double LARGEST = 1e3;

    public PreprocessorConfig {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** Published folders may have both files; then the newer one lacks the image part. */
    static PreprocessorConfig read(ModelFolder folder, VisionConfig vision) throws CheckpointException {
        boolean newer = !folder.has(FILE) && folder.has(NEWER_FILE);
        JsonFields image = newer ? folder.document(NEWER_FILE).object("image_processor") : folder.document(FILE);
        for (String step : STEPS) {
            image.requireFlag(step, true);
        }
        JsonFields size = image.object("size");
        size.requireInteger("height", vision.imageSize(), "image_size in config.json");
        size.requireInteger("width", vision.imageSize(), "image_size in config.json");
        image.requireInteger("max_image_tiles", vision.maxTiles(), "max_num_tiles in config.json");
        image.requireInteger("resample", BILINEAR, "bilinear");
        return new PreprocessorConfig(
                vision.imageSize(),
                vision.maxTiles(),
                image.decimals("image_mean", CHANNELS, -LARGEST, LARGEST),
                image.decimals("image_std", CHANNELS, 0, LARGEST),
                image.decimal("rescale_factor", 0, LARGEST));
    }
}
