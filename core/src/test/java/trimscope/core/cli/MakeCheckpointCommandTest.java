package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeCheckpointCommandTest {
    @TempDir
    Path folder;

    @Test
    void theFolderCanBeAsked() {
        String model = folder.resolve("small").toString();
        Run made = Run.of("make-checkpoint", "--shape", "small", "--dtype", "bf16", "--seed", "7", model)
                .assertSuccess();
        assertTrue(made.out().contains("24 MB of bfloat16 weights in 3 shards"), made.out());
        Run asked = Run.of(
                        "ask",
                        "--json",
                        "--model",
                        model,
                        "--image",
                        Run.picture("scene-01.png"),
                        "--max-tokens",
                        "3",
                        "What is this?")
                .assertSuccess();
        assertEquals(1, asked.json().size());
    }

    @Test
    void wrongUsageSaysWhatIsRight() {
        String model = folder.resolve("new").toString();
        Run.of("make-checkpoint", "--shape", "12b", model).assertFailure(2, "is none of 11b, 90b, small");
        Run.of("make-checkpoint", "--shape", "small", "--dtype", "f8", model)
                .assertFailure(2, "is none of bf16, f16, f32");
        Run.of("make-checkpoint", model).assertFailure(2, "--shape");
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Run.of("make-checkpoint", "--shape", "small", folder.toString()).assertFailure(1, "is not empty");
    }

    @Test
    void whatIsInTheWayIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "mine");
        Run.of("make-checkpoint", "--shape", "small", file.toString())
                .assertFailure(1, file + ": something of that name is there already");
    }
}
