package trimscope.app.exploration;

/** What a text token is in its conversation. */
public enum TokenKind {
    /** Comes before the picture and cannot see it. */
    UNSEEING,
    /** Part of the layout, such as a turn's end. */
    LAYOUT,
    /** Part of the prompt's text: the questions and the earlier answers. */
    PROMPT,
    /** Chosen by the model in this run. */
    ANSWER,
    /** Chosen by the model to end its answer. */
    STOP
}
