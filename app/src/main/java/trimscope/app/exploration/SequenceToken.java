package trimscope.app.exploration;

import java.util.OptionalDouble;

/**
 * One token of a run's whole sequence, as the tokenizer cut it.
 *
 * @param position place in the sequence, from 0
 * @param text what it stands for, leading space included
 * @param probability of an answer's token when it was chosen
 */
public record SequenceToken(int position, int id, String text, TokenKind kind, OptionalDouble probability) {
    /** Whether the token attends to the picture at all. */
    public boolean seesPicture() {
        return kind != TokenKind.UNSEEING;
    }

    /** Whether it is one of the answer's tokens, its stop token not counted. */
    public boolean isAnswer() {
        return kind == TokenKind.ANSWER;
    }
}
