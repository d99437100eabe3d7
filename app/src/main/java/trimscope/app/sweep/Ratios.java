package trimscope.app.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keep ratios as people type them: whole percents, with commas or blanks between them. */
final class Ratios {
    static final String DEFAULT = "50, 25, 10, 5";

    private Ratios() {}

    /** The ratios, falling, each above 0 and at most 1; empty if something typed is none. */
    static Optional<List<Double>> read(String typed) {
        List<String> words = Stream.of(typed.replace("%", " ").split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean valid = !words.isEmpty()
                && words.stream().allMatch(word -> word.matches("\\d{1,3}") && isPercent(Integer.parseInt(word)));
        return valid
                ? Optional.of(words.stream()
                        .map(word -> Integer.parseInt(word) / 100.0)
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .toList())
                : Optional.empty();
    }

    private static boolean isPercent(int number) {
        return number >= 1 && number <= 100;
    }
}
