package trimscope.core.doctor;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import trimscope.core.image.Picture;

/**
 * What transformers answered a tiny model of random weights ({@code core/src/test/python/doctor_reference.py}); field names are those
 * of the JSON.
 *
 * @param madeWith versions of the libraries
 * @param rgb pixels of the picture
 * @param ids the prompt
 * @param logits of the prompt's last row
 * @param tokens of the answer without trimming
 * @param tokenLogits after each of these tokens but the last; the first row stands after the prompt
 * @param ratio of the trimmed answer
 * @param kept visual tokens of the trimmed answer
 */
record Expected(
        Map<String, String> madeWith,
        int width,
        int height,
        List<Integer> rgb,
        List<Integer> ids,
        List<Float> logits,
        List<Integer> tokens,
        List<List<Float>> tokenLogits,
        double ratio,
        List<Integer> kept,
        List<Integer> trimmedTokens,
        List<List<Float>> trimmedTokenLogits) {
    private static final String FOLDER = "reference/";
    private static final String FILE = "expected.json";
    private static final List<String> MODEL =
            List.of("config.json", "generation_config.json", "preprocessor_config.json", "model.safetensors");

    static Expected read() throws IOException {
        try (InputStream in = resource(FILE)) {
            return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Expected.class);
        }
    }

    /** Writes the tiny model, for only a real file can be mapped. */
    static void writeModel(Path folder) throws IOException {
        for (String name : MODEL) {
            try (InputStream in = resource(name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Expected.class.getResourceAsStream(FOLDER + name);
        if (in == null) {
            throw new IOException("the program's own file " + name + " is missing");
        }
        return in;
    }

    Picture picture() {
        byte[] bytes = new byte[rgb.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = rgb.get(i).byteValue();
        }
        return Picture.of(width, height, bytes);
    }
}
