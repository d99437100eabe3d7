package trimscope.core.attention;

/** What becomes of attention sinks in a map. */
public enum SinkTreatment {
    /** They are not told apart. */
    NONE,
    /** They are marked; their weights stay. */
    MARK,
    /** Their weights are left out. */
    HIDE,
    /** What the text tokens give them on average is taken from their weights; what is left of it shows who gives them more. */
    SUBTRACT
}
