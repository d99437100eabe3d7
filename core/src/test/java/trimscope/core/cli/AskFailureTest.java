package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure is one sentence and exit status 1, or 2 for wrong usage; nothing half-written is left. */
class AskFailureTest {
    private static final String PICTURE = Run.picture("scene-08.png");

    @TempDir
    private Path folder;

    @AfterEach
    void forgetTheCache() {
        System.clearProperty("trimscope.cache");
    }

    static Stream<Arguments> wrongUsage() {
        return Stream.of(
                usage("Missing required subcommand"),
                usage("Unmatched argument", "answer"),
                usage("Missing required options and parameters", "ask"),
                usage("--image", "ask", "question"),
                usage("QUESTION", "ask", "--image", PICTURE),
                usage("Unknown option", "ask", "--image", PICTURE, "--nonsense", "question"),
                usage(
                        "is none of float32, bfloat16, float16",
                        "ask",
                        "--image",
                        PICTURE,
                        "--dtype",
                        "half",
                        "question"),
                usage("'half' is not a number (see", "ask", "--image", PICTURE, "--ratio", "half", "question"),
                usage("'abc' is not a whole number (see", "ask", "--image", PICTURE, "--seed", "abc", "question"),
                usage("'1.5' is not a whole number (see", "ask", "--image", PICTURE, "--seed", "1.5", "question"),
                usage("'--seed': '' is not a whole number (see", "ask", "--image", PICTURE, "--seed=", "question"),
                usage("'ten' is not a whole number (see", "ask", "--image", PICTURE, "--max-tokens", "ten", "question"),
                usage("'few' is not a whole number (see", "ask", "--image", PICTURE, "--threads", "few", "question"),
                usage("'x' is not a whole number (see", "ask", "--image", PICTURE, "--layer", "2,x", "question"),
                usage("'all' is not a whole number (see", "sweep", "--scenes", "all"),
                usage("'a' is not a number (see", "sweep", "--image", PICTURE, "--ratios", "0.1,a", "question"),
                usage(
                        "3000000000 is not between -2147483648 and 2147483647 (see",
                        "ask",
                        "--image",
                        PICTURE,
                        "--max-tokens",
                        "3000000000",
                        "question"),
                usage("keep ratio", "ask", "--image", PICTURE, "--ratio", "0", "question"),
                usage("keep ratio", "ask", "--image", PICTURE, "--ratio", "1.01", "question"),
                usage("keep ratio", "ask", "--image", PICTURE, "--ratio", "NaN", "question"),
                usage("is none of trimmed-llama", "ask", "--image", PICTURE, "--rule", "best", "question"),
                usage("is no file name", "ask", "--image", "a\0b", "question"),
                usage("temperature", "ask", "--image", PICTURE, "--temperature", "-1", "question"),
                usage("top-p", "ask", "--image", PICTURE, "--top-p", "0", "question"),
                usage("top-k", "ask", "--image", PICTURE, "--top-k", "-2", "question"),
                usage("at least 1 token", "ask", "--image", PICTURE, "--max-tokens", "0", "question"),
                usage("need --heatmap", "ask", "--image", PICTURE, "--token", "0", "question"),
                usage(
                        "different files",
                        "ask",
                        "--image",
                        PICTURE,
                        "--heatmap",
                        "a.png",
                        "--veil",
                        "a.png",
                        "question"),
                usage(
                        "cross-attention layers [2, 4, 6, 8]",
                        "ask",
                        "--image",
                        PICTURE,
                        "--heatmap",
                        "a.png",
                        "--layer",
                        "3",
                        "question"),
                usage("heads are 0 to 5", "ask", "--image", PICTURE, "--heatmap", "a.png", "--head", "6", "question"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongUsage")
    void wrongUsageIsStatusTwo(String words, List<String> arguments) {
        Run.of(arguments.toArray(String[]::new)).assertFailure(2, words);
    }

    @Test
    void aMissingPictureIsNamed() {
        Run.of("ask", "--image", folder.resolve("none.png").toString(), "question")
                .assertFailure(1, "none.png");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        Run.of("ask", "--image", text.toString(), "question").assertFailure(1, "text.png");
    }

    @Test
    void aFolderThatIsNoModelIsNamed() {
        Run.of("ask", "--model", folder.toString(), "--image", PICTURE, "question")
                .assertFailure(1, folder.toString());
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Path blocked = Files.createFile(folder.resolve("blocked"));
        System.setProperty("trimscope.cache", blocked.toString());
        Run.of("ask", "--image", PICTURE, "question").assertFailure(1, "blocked");
    }

    @Test
    void aConversationThatIsTooLongIsRefused() {
        Run.of("ask", "--image", PICTURE, "word ".repeat(3000)).assertFailure(1, "reads at most 2048");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedBeforeTheAnswer() {
        Path out = folder.resolve("no").resolve("out.png");
        Run run = Run.of("ask", "--image", PICTURE, "--veil", out.toString(), "question");
        run.assertFailure(1, "there is no folder " + out.getParent());
        assertEquals("", run.out());
    }

    @Test
    void thePictureItselfIsNotOverwritten() {
        Run.of("ask", "--image", PICTURE, "--heatmap", PICTURE, "question").assertFailure(1, "is the picture itself");
    }

    @Test
    void aWordThatTheAnswerLacksIsNamedAndNothingIsWritten() throws IOException {
        Path out = folder.resolve("out.png");
        Run.of("ask", "--image", PICTURE, "--heatmap", out.toString(), "--token", "zebra", "Describe the scene.")
                .assertFailure(1, "has no token or word \"zebra\"");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aQuestionThatTheLocaleSpoiledIsRefused() {
        String before = System.setProperty("sun.jnu.encoding", "ANSI_X3.4-1968");
        try {
            Run.of("ask", "--image", PICTURE, "Where is the \uFFFD?").assertFailure(2, "set LC_ALL=C.UTF-8");
        } finally {
            System.setProperty("sun.jnu.encoding", before);
        }
    }

    @Test
    void verboseShowsWhere() {
        Run run =
                Run.of("ask", "--verbose", "--image", folder.resolve("none.png").toString(), "question");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("\tat "), run.err());
    }

    private static Arguments usage(String words, String... arguments) {
        return Arguments.of(words, List.of(arguments));
    }
}
