package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** One run of the command line in this process, and what came out of it. */
record Run(int status, String out, String err) {
    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = TrimScope.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /** A sample picture as a file. */
    static String picture(String file) {
        try {
            return Path.of(Objects.requireNonNull(Run.class.getResource("/trimscope/core/demo/samples/" + file))
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    Run assertSuccess() {
        assertEquals(0, status, err);
        assertEquals("", err);
        return this;
    }

    /** The status, and one sentence with the given words and no stack trace on standard error. */
    void assertFailure(int expectedStatus, String words) {
        assertEquals(expectedStatus, status, err);
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.contains(words), err);
        assertFalse(err.contains("\tat "), err);
    }

    /** Standard output as one JSON object a line. */
    List<JsonObject> json() {
        return out.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }
}
