package trimscope.app.exploration;

import java.util.List;

/**
 * The same words of two runs.
 *
 * @param first positions in the first run's sequence; empty if that answer has no such word
 * @param second positions in the second run's sequence; empty if that answer has no such word
 */
public record TokenPair(List<Integer> first, List<Integer> second) {
    public static final TokenPair NONE = new TokenPair(List.of(), List.of());

    public TokenPair {
        first = List.copyOf(first);
        second = List.copyOf(second);
    }
}
