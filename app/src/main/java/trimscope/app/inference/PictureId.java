package trimscope.app.inference;

/** Names one picture on both sides of the thread border. */
public record PictureId(int number) {}
