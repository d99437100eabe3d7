package trimscope.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rotary embedding in every spelling. */
class RopeConfigTest {
    private static final String PUBLISHED = "\"factor\": 8.0, \"low_freq_factor\": 1.0, \"high_freq_factor\": 4.0,"
            + "\"original_max_position_embeddings\": 8192";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rope_theta\": 500000.0, \"rope_scaling\": {\"rope_type\": \"llama3\", @}",
                "\"rope_theta\": 500000, \"rope_scaling\": {\"type\": \"llama3\", @}",
                "\"rope_parameters\": {\"rope_theta\": 5e5, \"rope_type\": \"llama3\", @}",
                "\"rope_parameters\": {\"rope_theta\": 5e5, \"type\": \"llama3\", @}, \"rope_theta\": 500000",
                "\"rope_parameters\": null, \"rope_theta\": 5e5, \"rope_scaling\": {\"rope_type\": \"llama3\", @}"
            })
    void scaled(String members) throws Exception {
        Llama3Scaling scaling = new Llama3Scaling(8, 1, 4, 8192);
        assertEquals(new RopeConfig(500_000, Optional.of(scaling)), read(members.replace("@", PUBLISHED)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rope_theta\": 10000.0",
                "\"rope_theta\": 10000.0, \"rope_scaling\": null",
                "\"rope_theta\": 10000.0, \"rope_scaling\": {\"rope_type\": \"default\"}",
                "\"rope_parameters\": {\"rope_theta\": 10000.0, \"rope_type\": \"default\"}"
            })
    void plain(String members) throws Exception {
        assertEquals(new RopeConfig(10_000, Optional.empty()), read(members));
    }

    private static RopeConfig read(String members) throws CheckpointException {
        byte[] json = ("{" + members + "}").getBytes(StandardCharsets.UTF_8);
        return RopeConfig.read(JsonFields.parse(Path.of("config.json"), json));
    }
}
