package trimscope.app.exploration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A written word as the tokens that make it, or a single token that is no part of a word. */
public record Word(List<SequenceToken> tokens) {
    /** What a byte-level tokenizer shows of a piece that is no whole character. */
    private static final int PIECE_OF_A_CHARACTER = 0xFFFD;

    public Word {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("a word has at least one token");
        }
        tokens = List.copyOf(tokens);
    }

    /** A sequence cut into words: pieces of one word are together, everything else is by itself. */
    public static List<Word> of(List<SequenceToken> sequence) {
        List<Word> words = new ArrayList<>();
        int from = 0;
        for (int next = 1; next <= sequence.size(); next++) {
            if (next == sequence.size() || !continues(sequence.get(next - 1), sequence.get(next))) {
                words.add(new Word(sequence.subList(from, next)));
                from = next;
            }
        }
        return words;
    }

    /** The word that a token of a sequence belongs to. */
    public static Word around(List<SequenceToken> sequence, int position) {
        int from = position;
        while (from > 0 && continues(sequence.get(from - 1), sequence.get(from))) {
            from--;
        }
        int to = position + 1;
        while (to < sequence.size() && continues(sequence.get(to - 1), sequence.get(to))) {
            to++;
        }
        return new Word(sequence.subList(from, to));
    }

    private static boolean continues(SequenceToken before, SequenceToken next) {
        return before.kind() == next.kind()
                && (next.kind() == TokenKind.PROMPT || next.kind() == TokenKind.ANSWER)
                && isWritten(before.text())
                && isWritten(next.text())
                && joins(before.text().codePointBefore(before.text().length()))
                && joins(next.text().codePointAt(0));
    }

    private static boolean isWritten(String text) {
        return text.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) || c == PIECE_OF_A_CHARACTER);
    }

    /** Scripts that are written without spaces are left as the tokenizer cut them. */
    private static boolean joins(int character) {
        return !Character.isWhitespace(character) && !Character.isIdeographic(character);
    }

    public int first() {
        return tokens.get(0).position();
    }

    public int last() {
        return tokens.get(tokens.size() - 1).position();
    }

    /** Places in the sequence, ascending. */
    public List<Integer> positions() {
        return tokens.stream().map(SequenceToken::position).toList();
    }

    /** What it reads, without the space before it. */
    public String text() {
        return tokens.stream()
                .map(SequenceToken::text)
                .collect(Collectors.joining())
                .strip();
    }

    public TokenKind kind() {
        return tokens.get(0).kind();
    }

    /** Whether it says something: it has a letter or a digit and is no part of the layout. */
    public boolean isSpoken() {
        boolean text = kind() == TokenKind.PROMPT || kind() == TokenKind.ANSWER || kind() == TokenKind.UNSEEING;
        return text && isWritten(text());
    }
}
