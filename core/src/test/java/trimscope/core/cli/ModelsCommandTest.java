package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.synthetic.Shape;
import trimscope.core.synthetic.SyntheticCheckpoint;

class ModelsCommandTest {
    @TempDir
    Path folder;

    @AfterEach
    void takeBack() {
        System.clearProperty("trimscope.cache");
    }

    @Test
    void tellsSizeNeedAndWhatIsMissing() throws Exception {
        Path model = folder.resolve("random");
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.BF16).write(model, 0, written -> {});
        JsonObject whole = entry(model, "--dtype", "bfloat16");
        assertEquals("random", whole.get("name").getAsString());
        assertEquals("bfloat16", whole.get("dtype").getAsString());
        long parameters = whole.get("parameters").getAsLong();
        assertEquals(2 * parameters, whole.get("mappedBytes").getAsLong());
        assertTrue(whole.get("bytes").getAsLong() > 2 * parameters, whole::toString);
        assertFalse(whole.has("problem"), whole::toString);
        assertEquals(0, entry(model, "--dtype", "float32").get("mappedBytes").getAsLong());

        Files.delete(model.resolve("model-00003-of-00003.safetensors"));
        JsonObject cut = entry(model);
        assertEquals(
                "missing: 1 of 3 files of weights; model-00003-of-00003.safetensors",
                cut.get("problem").getAsString());
        assertFalse(cut.has("neededBytes"), cut::toString);
        Run.of("ask", "--model", model.toString(), "--image", Run.picture("scene-01.png"), "What is this?")
                .assertFailure(1, "model-00003-of-00003.safetensors");
    }

    @Test
    void theTableBeginsWithTheDemo() {
        Run run = Run.of("models").assertSuccess();
        assertTrue(run.out().lines().toList().get(1).startsWith("demo "), run.out());
        assertTrue(run.out().contains("cpu "), run.out());
    }

    @Test
    void foldersAreToldForWhoeverWantsToNameThem() throws Exception {
        Path model = folder.resolve("with spaces, ä and 日");
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.BF16).write(model, 0, written -> {});
        List<String> lines =
                Run.of("models", model.toString()).assertSuccess().out().lines().toList();
        assertTrue(lines.get(2).startsWith("with spaces, ä and 日 "), lines::toString);
        assertEquals("  " + model, lines.get(3));
    }

    /** A disk that is full for the embedded model may hold others. */
    @Test
    void anEmbeddedModelThatCannotBeUnpackedHidesNoOther() throws Exception {
        Path model = folder.resolve("other");
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.BF16).write(model, 0, written -> {});
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file, no folder");
        System.setProperty("trimscope.cache", blocked.toString());
        Run run = Run.of("models", model.toString());
        assertEquals(0, run.status());
        assertTrue(run.err().startsWith("The embedded model cannot be unpacked to " + blocked), run.err());
        assertTrue(run.out().lines().toList().get(1).startsWith("other "), run.out());
    }

    @Test
    void aDeviceThatIsNotThereIsOneSentence() {
        Run.of("models", "--device", "gpu").assertFailure(2, "is neither cpu nor cuda:0");
        for (String command : new String[] {"ask", "compare"}) {
            Run.of(command, "--device", "cuda:99", "--image", Run.picture("scene-01.png"), "What is this?")
                    .assertFailure(1, "There is no ");
        }
        Run.of("bench", "--device", "cuda:99").assertFailure(1, "There is no ");
        Run.of("bench", "--libraries", folder.toString()).assertFailure(1, "holds no ");
    }

    private static JsonObject entry(Path model, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "models";
        arguments[1] = "--json";
        arguments[2] = model.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Run.of(arguments)
                .assertSuccess()
                .json()
                .get(0)
                .getAsJsonArray("models")
                .get(1)
                .getAsJsonObject();
    }
}
