package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.synthetic.Shape;
import trimscope.core.synthetic.SyntheticCheckpoint;

/** Weights that are stored as they are wanted stay in their file; the kernel's own account of the process tells. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells what a process has mapped")
class MappedWeightsTest {
    @TempDir
    Path folder;

    @Test
    void storedPrecisionIsReadFromTheFileWithoutACopy() throws Exception {
        Checkpoint checkpoint = copyOfTheEmbeddedModel();
        ModelOptions options = ModelOptions.defaults().withPrecision(Precision.BFLOAT16);
        try (Mllama model = Mllama.load(checkpoint, options, new Cancellation())) {
            generate(model);
            Mapping file = Mapping.of(folder.resolve("model.safetensors"));
            assertTrue(file.resident() > checkpoint.bytes() / 4, "text layers are used where they lie: " + file);
            assertEquals(0, file.copied(), "no page was written to: " + file);
        }
        assertEquals(0, Mapping.of(folder.resolve("model.safetensors")).resident(), "unmapped when the model closes");
    }

    @Test
    void storedFloat16IsReadFromTheFileWithoutACopyToo() throws Exception {
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.F16).write(folder, 1, written -> {});
        Checkpoint checkpoint = Checkpoint.open(folder);
        ModelOptions options = ModelOptions.defaults().withPrecision(Precision.FLOAT16);
        try (Mllama model = Mllama.load(checkpoint, options, new Cancellation())) {
            generate(model);
            Mapping file = Mapping.of(checkpoint.tensor("lm_head.weight").file());
            assertTrue(file.resident() > checkpoint.tensor("lm_head.weight").bytes(), "used where it lies: " + file);
            assertEquals(0, file.copied(), "no page was written to: " + file);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT16"})
    void otherPrecisionLetsTheFileGo(Precision precision) throws Exception {
        Checkpoint checkpoint = copyOfTheEmbeddedModel();
        ModelOptions options = ModelOptions.defaults().withPrecision(precision);
        try (Mllama model = Mllama.load(checkpoint, options, new Cancellation())) {
            generate(model);
            assertEquals(0, Mapping.of(folder.resolve("model.safetensors")).resident());
        }
    }

    private Checkpoint copyOfTheEmbeddedModel() throws Exception {
        for (String name :
                List.of("config.json", "preprocessor_config.json", "generation_config.json", "model.safetensors")) {
            Files.copy(EmbeddedModel.folder().resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return Checkpoint.open(folder);
    }

    private static void generate(Mllama model) {
        try (DecoderRun run =
                model.prefill(new int[] {1, 2, 3}, Optional.empty(), Selection.NONE, 8, new Cancellation())) {
            run.feed(run.choose(0, 0, 1, 0).token());
        }
    }

    /**
     * A mapped file.
     *
     * @param resident bytes in main memory
     * @param copied bytes that the process has as a copy of its own
     */
    private record Mapping(long resident, long copied) {
        static Mapping of(Path file) throws IOException {
            List<String> lines = new ArrayList<>();
            boolean inside = false;
            for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
                if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                    inside = line.endsWith(file.toRealPath().toString());
                } else if (inside) {
                    lines.add(line);
                }
            }
            return new Mapping(bytes(lines, "Rss:"), bytes(lines, "Anonymous:"));
        }

        private static long bytes(List<String> lines, String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
