package trimscope.core.chat;

/**
 * One token of an answer.
 *
 * @param index place in the answer, from 0
 * @param token its id
 * @param piece this token alone, for showing; part of a character as U+FFFD
 * @param text what became complete of the answer's text with this token; never half a character
 * @param probability under the model's own distribution
 * @param stop whether it ended the answer and is no text
 * @param millis time of this step; the first one's is the choice alone, its row being the prompt's last
 */
public record GenerationStep(
        int index, int token, String piece, String text, double probability, boolean stop, double millis) {}
