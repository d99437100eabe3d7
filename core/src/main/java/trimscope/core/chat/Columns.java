package trimscope.core.chat;

/** Over which visual tokens a map is computed. */
public enum Columns {
    /** Those that this run attends to: dropped tokens are 0. */
    RUN,
    /** All of them, as the same queries would attend to the untrimmed picture. */
    FULL
}
