package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.device.ComputeDevice;
import trimscope.core.reference.SafetensorsFixture;

/** Step 1 of the ladder: every tensor as it is stored, exactly but for what packing moves. */
record LoaderSteps(ReferenceModels models, Path temporary) {
    /** Half of the smallest step between float16 numbers. */
    private static final float PACKED = 0x1p-25f;

    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(dynamicTest("step 1: weights", () -> {
            Mllama model = models.with(models.set().options());
            HeldNumbers held = new HeldNumbers(model.kernels(), model.weights(), models.checkpoint());
            assertExact(held, models.checkpoint(), models.set().folder());
        }));
        if (Files.isDirectory(models.set().folder().resolve("alt-names"))) {
            tests.add(dynamicTest("step 1: other names, shards, bfloat16", this::alternativeNames));
        }
        return tests;
    }

    private void alternativeNames() throws IOException, CheckpointException {
        Path source = models.set().folder();
        Path folder = Files.createTempDirectory(temporary, "alt-names");
        for (String name : List.of("config.json", "generation_config.json", "preprocessor_config.json")) {
            Files.copy(source.resolve(name), folder.resolve(name));
        }
        try (Stream<Path> files = Files.list(source.resolve("alt-names"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        Checkpoint checkpoint = Checkpoint.open(folder);
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1);
                Weights weights = Weights.load(
                        kernels, checkpoint, ModelOptions.defaults(), LoadProgress.NONE, new Cancellation())) {
            assertExact(new HeldNumbers(kernels, weights, checkpoint), checkpoint, folder);
        }
    }

    private static void assertExact(HeldNumbers held, Checkpoint checkpoint, Path folder) throws IOException {
        int compared = 0;
        for (Path file : shards(folder)) {
            SafetensorsFixture stored = SafetensorsFixture.read(file);
            for (String name : stored.names()) {
                assertArrayEquals(stored.floats(name), held.of(canonical(name)), PACKED, name);
                compared++;
            }
        }
        assertEquals(checkpoint.tensors().size(), compared);
    }

    private static List<Path> shards(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("model")
                            && file.getFileName().toString().endsWith(".safetensors"))
                    .toList();
        }
    }

    private static String canonical(String name) {
        return name.replaceFirst("^model\\.", "")
                .replaceFirst("^language_model\\.model\\.", "language_model.")
                .replaceFirst("^language_model\\.lm_head\\.", "lm_head.");
    }
}
