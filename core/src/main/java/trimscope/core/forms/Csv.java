package trimscope.core.forms;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of a CSV table as RFC 4180 has them, ended by line feeds. */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** Adds a line. */
    public Csv line(Object... fields) {
        text.append(Arrays.stream(fields)
                        .map(field -> quoted(String.valueOf(field)))
                        .collect(Collectors.joining(",")))
                .append('\n');
        return this;
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
