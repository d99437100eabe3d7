package trimscope.core.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Sequences side by side. */
class AlignmentTest {
    private static String of(String first, String second) {
        Alignment alignment = Alignment.of(
                first.chars().boxed().toList(), second.chars().boxed().toList());
        return alignment.pairs().stream()
                .map(pair -> at(first, pair.first()) + at(second, pair.second()))
                .collect(Collectors.joining(" "));
    }

    private static String at(String text, OptionalInt place) {
        return place.isPresent() ? text.substring(place.getAsInt(), place.getAsInt() + 1) : "-";
    }

    @Test
    void equalElementsStandSideBySide() {
        assertEquals("aa bb cc", of("abc", "abc"));
        assertEquals("aa b- -x cc", of("abc", "axc"));
        assertEquals("aa -b -b cc", of("ac", "abbc"));
        assertEquals("a- b-", of("ab", ""));
        assertEquals("-a", of("", "a"));
        assertEquals("", of("", ""));
    }

    @Test
    void firstDivergence() {
        assertEquals(
                OptionalInt.empty(), Alignment.of(List.of(1, 2), List.of(1, 2)).firstDivergence());
        assertEquals(
                OptionalInt.of(1), Alignment.of(List.of(1, 2), List.of(1, 3)).firstDivergence());
        assertEquals(
                OptionalInt.of(2), Alignment.of(List.of(1, 2), List.of(1, 2, 3)).firstDivergence());
        assertEquals(OptionalInt.of(0), Alignment.of(List.of(1), List.of(2, 1)).firstDivergence());
        assertTrue(Alignment.of(List.of(), List.of()).pairs().isEmpty());
    }
}
