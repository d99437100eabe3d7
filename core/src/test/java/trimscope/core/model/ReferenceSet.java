package trimscope.core.model;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import trimscope.core.image.Picture;
import trimscope.core.reference.SafetensorsFixture;

/**
 * A folder of reference tensors made by {@code make_reference.py}, as {@code cases.json} describes it. What a folder may leave out is
 * nullable here.
 */
record ReferenceSet(Path folder, Listing listing) {
    record Listing(
            @Nullable String set,
            @SerializedName("intermediate_tap") @Nullable String tap,
            @SerializedName("row_mask") @Nullable String rowMask,
            @Nullable List<Double> ratios,
            List<Case> cases) {}

    record Case(
            String file,
            String name,
            boolean deep,
            @Nullable List<Image> images,
            @SerializedName("input_ids") List<Integer> inputIds,
            @Nullable Map<String, Trim> trim) {
        List<Image> pictures() {
            return images == null ? List.of() : images;
        }

        int[] ids() {
            return inputIds.stream().mapToInt(Integer::intValue).toArray();
        }

        /** What the listing says about a keep ratio. */
        Optional<Trim> trim(double ratio) {
            return trim == null
                    ? Optional.empty()
                    : trim.values().stream().filter(t -> t.ratio() == ratio).findFirst();
        }

        @Override
        public String toString() {
            return file + " " + name;
        }
    }

    record Image(
            int height,
            int width,
            int channels,
            @SerializedName("tile_rows") int rows,
            @SerializedName("tile_columns") int columns,
            @SerializedName("resized_height") int resizedHeight,
            @SerializedName("resized_width") int resizedWidth,
            @SerializedName("num_tiles") int tiles,
            @SerializedName("aspect_ratio_id") int aspectRatioId) {}

    record Trim(double ratio, int k, int valid) {}

    /** The folders named by the system property {@code trimscope.reference}, else the project's own sets. */
    static List<ReferenceSet> all() throws IOException, URISyntaxException {
        String named = System.getProperty("trimscope.reference", "");
        List<Path> folders = named.isBlank()
                ? List.of(resource("/reference/tiny-a"), resource("/reference/tiny-b"), resource("/reference/tiny-c"))
                : Stream.of(named.split(",")).map(String::strip).map(Path::of).toList();
        List<ReferenceSet> sets = new ArrayList<>();
        for (Path folder : folders) {
            sets.add(read(folder));
        }
        return sets;
    }

    /** One of the project's own sets. */
    static ReferenceSet own(String name) throws IOException, URISyntaxException {
        return read(resource("/reference/" + name));
    }

    private static ReferenceSet read(Path folder) throws IOException {
        return new ReferenceSet(
                folder, new Gson().fromJson(Files.readString(folder.resolve("cases.json")), Listing.class));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ReferenceSet.class.getResource(name)).toURI());
    }

    String name() {
        return listing.set() == null ? folder.toString() : listing.set();
    }

    /** The switches of the set's main chain (specification section 0). */
    ModelOptions options() {
        ModelOptions options = ModelOptions.defaults();
        if ("layer_output".equals(listing.tap())) {
            options = options.withTap(ModelOptions.IntermediateTap.LAYER_OUTPUT);
        }
        if ("both".equals(listing.rowMask())) {
            options = options.withRowMask(ModelOptions.RowMask.BOTH);
        }
        return options;
    }

    /** The keep ratios of a case. */
    List<Double> ratios(Case c) {
        if (listing.ratios() != null) {
            return listing.ratios();
        }
        return c.trim() == null
                ? List.of()
                : c.trim().values().stream().map(Trim::ratio).sorted().toList();
    }

    SafetensorsFixture tensors(Case c) throws IOException {
        return SafetensorsFixture.read(folder.resolve(c.file()));
    }

    /** The m-th picture of a case; four channels are composited over white as the program does with files. */
    static Picture picture(SafetensorsFixture tensors, int m) {
        List<Integer> shape = tensors.shape("image." + m);
        byte[] values = tensors.bytes("image." + m);
        BufferedImage image = new BufferedImage(shape.get(1), shape.get(0), BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < shape.get(0) * shape.get(1); i++) {
            int at = i * shape.get(2);
            int alpha = shape.get(2) == 4 ? values[at + 3] & 0xff : 0xff;
            int argb = alpha << 24 | (values[at] & 0xff) << 16 | (values[at + 1] & 0xff) << 8 | (values[at + 2] & 0xff);
            image.setRGB(i % shape.get(1), i / shape.get(1), argb);
        }
        return Picture.of(image);
    }
}
