package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two runs of the embedded model from the command line. */
class CompareCommandTest {
    private static final String FIRST = Run.picture("scene-01.png");
    private static final String QUESTION = "What is in the picture?";

    @Test
    void ratioOneIsTheSame() {
        JsonObject same = Run.of("compare", "--image", FIRST, "--ratio", "1", "--rule", "grid", "--json", QUESTION)
                .assertSuccess()
                .json()
                .get(0);
        assertEquals(1, same.get("agreement").getAsDouble());
        assertEquals(0, same.get("meanDivergence").getAsDouble());
        assertTrue(same.get("firstDivergence").isJsonNull());
        assertTrue(same.getAsJsonObject("second").get("kept").isJsonNull());
        assertEquals(
                same.get("referenceProbability").getAsDouble(),
                same.get("probability").getAsDouble());
        assertEquals("demo", same.get("model").getAsString());
    }

    @Test
    void printsBothAnswersAndEveryToken() {
        String text = Run.of("compare", "--image", FIRST, "--ratio", "0.01", "--rule", "random", QUESTION)
                .assertSuccess()
                .out();
        List<String> lines = text.lines().toList();
        assertTrue(lines.get(0).startsWith("[not trimmed] "), text);
        assertTrue(lines.get(1).startsWith("[random at 0.01, kept "), text);
        assertTrue(lines.get(2).startsWith("the answers "), text);
        assertTrue(lines.get(3).startsWith("agreement "), text);
        assertTrue(lines.size() > 5, text);
    }

    @Test
    void writesWholeTables(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("tokens.csv");
        Run run = Run.of("compare", "--image", FIRST, "--csv", "--output", file.toString(), QUESTION);
        assertEquals("", run.assertSuccess().out());
        List<String> lines = Files.readAllLines(file);
        assertEquals("index,token,piece,referenceProbability,probability,choice,choicePiece,divergence", lines.get(0));
        assertTrue(lines.get(1).startsWith("0,"), lines.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "--ratio, 0, 'above 0'",
        "--first-rule, none, 'none of trimmed-llama'",
        "--rule, none, '--rule'",
        "--max-tokens, 0, 'at least 1 token'",
        "--dtype, int3, '--dtype'"
    })
    void refusesWrongUsage(String option, String value, String words) {
        Run.of("compare", "--image", FIRST, option, value, QUESTION).assertFailure(2, words);
    }

    @Test
    void failsInOneSentence(@TempDir Path folder) {
        Path nowhere = folder.resolve("none").resolve("x.csv");
        Run.of("compare", "--image", FIRST, "--csv", "--output", nowhere.toString(), QUESTION)
                .assertFailure(1, "there is no folder");
        Run.of("compare", "--image", FIRST, "--output", FIRST, QUESTION).assertFailure(1, "is the picture itself");
        Run.of("compare", "--image", folder.resolve("none.png").toString(), QUESTION)
                .assertFailure(1, "none.png");
        assertFalse(Files.exists(nowhere));
    }
}
