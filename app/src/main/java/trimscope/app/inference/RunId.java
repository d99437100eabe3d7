package trimscope.app.inference;

/** Names one answer on both sides of the thread border; the window never holds the answer's native memory. */
public record RunId(int number) {}
