package trimscope.app.exploration;

/** One earlier turn of a conversation as people read it. */
public record Said(String question, String answer) {}
