package trimscope.core.cli;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line. Picocli reads the same ones, but tells of others by the names of Java's types. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private Numbers() {}

    /** Has every number that a command takes read here. */
    static CommandLine register(CommandLine line) {
        return line.registerConverter(int.class, Numbers::ofInt)
                .registerConverter(Integer.class, Numbers::ofInt)
                .registerConverter(long.class, Numbers::ofLong)
                .registerConverter(Long.class, Numbers::ofLong)
                .registerConverter(double.class, Numbers::ofDouble)
                .registerConverter(Double.class, Numbers::ofDouble);
    }

    private static Integer ofInt(String text) {
        return whole(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Long ofLong(String text) {
        return whole(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static <T> T whole(String text, Function<String, T> read, long least, long most) {
        try {
            return read.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    WHOLE.matcher(text).matches()
                            ? text + " is not between " + least + " and " + most
                            : "'" + text + "' is not a whole number");
        }
    }

    private static Double ofDouble(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number");
        }
    }
}
