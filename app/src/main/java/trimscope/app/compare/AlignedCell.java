package trimscope.app.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.TokenKind;
import trimscope.app.exploration.TokenPair;
import trimscope.app.exploration.Word;

/**
 * A word or token of two answers side by side.
 *
 * @param first empty if the first answer has nothing here
 * @param second empty if the second answer has nothing here
 * @param equal whether both have the same
 */
record AlignedCell(Optional<Word> first, Optional<Word> second, boolean equal) {
    TokenPair positions() {
        return new TokenPair(positions(first), positions(second));
    }

    /** Whether it holds a position of the first answer's sequence. */
    boolean hasFirst(int position) {
        return positions(first).contains(position);
    }

    /** Whether it holds a position of the second answer's sequence. */
    boolean hasSecond(int position) {
        return positions(second).contains(position);
    }

    /** What is shown of one side: a mark for the end of the answer and for nothing. */
    static String text(Optional<Word> side) {
        if (side.isEmpty()) {
            return "–";
        }
        if (side.get().kind() == TokenKind.STOP) {
            return "end";
        }
        String text = side.get().text();
        if (!text.isEmpty()) {
            return text;
        }
        boolean breaks = tokens(side.get()).anyMatch(token -> token.text().contains("\n"));
        return breaks ? "⏎" : "␣";
    }

    private static List<Integer> positions(Optional<Word> side) {
        return side.stream()
                .flatMap(AlignedCell::tokens)
                .map(SequenceToken::position)
                .toList();
    }

    private static Stream<SequenceToken> tokens(Word word) {
        return word.tokens().stream();
    }
}
