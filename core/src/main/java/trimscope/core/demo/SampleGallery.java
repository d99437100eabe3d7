package trimscope.core.demo;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pictures that the program carries with it: drawn scenes that the embedded model has not seen in training. */
public final class SampleGallery {
    static final String FOLDER = "samples/";

    private SampleGallery() {}

    /** All samples; the embedded model answers the first ones best. */
    public static List<Sample> samples() {
        try (Reader reader =
                new InputStreamReader(EmbeddedModel.resource(FOLDER + "samples.json"), StandardCharsets.UTF_8)) {
            return List.of(new Gson().fromJson(reader, Sample[].class));
        } catch (IOException e) {
            throw new IllegalStateException("the program's own list of pictures cannot be read", e);
        }
    }
}
