package trimscope.core.text;

import java.util.List;

/**
 * One finished exchange of a conversation.
 *
 * @param question what the user wrote, unchanged
 * @param answerTokens token ids of the answer as the model generated them, with or without the stop token at their end
 */
public record Turn(String question, List<Integer> answerTokens) {
    /** Copies the list. */
    public Turn {
        answerTokens = List.copyOf(answerTokens);
    }
}
