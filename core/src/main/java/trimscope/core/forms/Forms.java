package trimscope.core.forms;

/** The forms in which people get a result. */
public interface Forms {
    /** For people. */
    String text();

    /** One JSON object and a line feed. */
    String json();

    /** A table with a header. */
    String csv();
}
