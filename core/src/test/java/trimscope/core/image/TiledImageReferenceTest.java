package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trimscope.core.checkpoint.PreprocessorConfig;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.image.PatchGrid.Kind;
import trimscope.core.reference.SafetensorsFixture;

/** Steps 2 to 4 of the specification's ladder (7.2), for every picture of the reference sets. */
class TiledImageReferenceTest {
    private static final List<Path> SETS =
            List.of(Path.of("src/test/resources/reference/tiny-a"), Path.of("src/test/resources/reference/tiny-b"));

    /** By the codes of map.kind. */
    private static final List<Kind> KINDS =
            List.of(Kind.PATCH, Kind.CLASS_TOKEN, Kind.PADDING_TILE, Kind.CANVAS_PADDING);

    /** One picture of one case, with the settings of its set. */
    private record Case(
            String name,
            JsonObject expected,
            SafetensorsFixture tensors,
            int place,
            PreprocessorConfig config,
            int patch) {
        TiledImage tiled() {
            int height = expected.get("height").getAsInt();
            int width = expected.get("width").getAsInt();
            byte[] samples = tensors.bytes("image." + place);
            return TiledImage.of(picture(width, height, samples), config, patch);
        }

        @Override
        public String toString() {
            return name + " picture " + place;
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (Path set : SETS) {
            PreprocessorConfig config = config(json(set.resolve("preprocessor_config.json")));
            int patch = json(set.resolve("config.json"))
                    .getAsJsonObject("vision_config")
                    .get("patch_size")
                    .getAsInt();
            for (JsonElement element : json(set.resolve("cases.json")).getAsJsonArray("cases")) {
                JsonObject entry = element.getAsJsonObject();
                JsonArray images = entry.getAsJsonArray("images");
                SafetensorsFixture tensors =
                        SafetensorsFixture.read(set.resolve(entry.get("file").getAsString()));
                String name = set.getFileName() + " " + entry.get("name").getAsString();
                for (int m = 0; m < images.size(); m++) {
                    cases.add(new Case(name, images.get(m).getAsJsonObject(), tensors, m, config, patch));
                }
            }
        }
        return cases.stream();
    }

    @Test
    void thereArePicturesOfEveryKind() throws IOException {
        assertEquals(14, cases().count());
        assertFalse(cases().filter(c -> c.expected.get("channels").getAsInt() == 4)
                .findAny()
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void arrangement(Case picture) {
        JsonObject expected = picture.expected;
        TileArrangement found = picture.tiled().arrangement();
        assertEquals(
                new TileArrangement(
                        expected.get("tile_rows").getAsInt(),
                        expected.get("tile_columns").getAsInt(),
                        expected.get("aspect_ratio_id").getAsInt(),
                        expected.get("resized_height").getAsInt(),
                        expected.get("resized_width").getAsInt()),
                found);
        assertEquals(picture.tensors.longs("aspect_ratio_ids")[picture.place], found.aspectRatioId());
        assertEquals(picture.tensors.longs("num_tiles")[picture.place], found.tiles());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void pixelsAreEqualBitForBit(Case picture) {
        float[] found = picture.tiled().pixels();
        float[] all = picture.tensors.floats("pixel_values");
        assertArrayEquals(
                Arrays.copyOfRange(all, picture.place * found.length, (picture.place + 1) * found.length), found, 0f);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tokensMapBackToThePicture(Case picture) {
        PatchGrid grid = picture.tiled().grid();
        int[] kinds = picture.tensors.ints("map.kind");
        float[] boxes = picture.tensors.floats("map.box");
        byte[] valid = picture.tensors.bytes("valid_tokens");
        for (int token = 0; token < grid.size(); token++) {
            int j = picture.place * grid.size() + token;
            assertEquals(KINDS.get(kinds[j]), grid.kind(token));
            assertEquals(valid[j] == 1, grid.isValid(token));
            Box box = grid.box(token).orElse(new Box(-1, -1, -1, -1));
            assertArrayEquals(
                    new double[] {boxes[4 * j], boxes[4 * j + 1], boxes[4 * j + 2], boxes[4 * j + 3]},
                    new double[] {box.x0(), box.y0(), box.x1(), box.y1()},
                    1e-3);
        }
    }

    private static Picture picture(int width, int height, byte[] samples) {
        if (samples.length == 3 * width * height) {
            return Picture.of(width, height, samples);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_4BYTE_ABGR);
        for (int i = 0; i < width * height; i++) {
            int rgb = (samples[4 * i] & 0xFF) << 16 | (samples[4 * i + 1] & 0xFF) << 8 | (samples[4 * i + 2] & 0xFF);
            image.setRGB(i % width, i / width, (samples[4 * i + 3] & 0xFF) << 24 | rgb);
        }
        return Picture.of(image);
    }

    private static PreprocessorConfig config(JsonObject json) {
        return new PreprocessorConfig(
                json.getAsJsonObject("size").get("height").getAsInt(),
                json.get("max_image_tiles").getAsInt(),
                numbers(json.getAsJsonArray("image_mean")),
                numbers(json.getAsJsonArray("image_std")),
                json.get("rescale_factor").getAsDouble());
    }

    private static List<Double> numbers(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsDouble)
                .toList();
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }
}
