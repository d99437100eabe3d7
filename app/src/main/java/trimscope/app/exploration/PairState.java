package trimscope.app.exploration;

/** How far a comparison of two runs has come. */
public enum PairState {
    NOTHING_ASKED,
    /** There is no run with all visual tokens to compare with. */
    FULL_MISSING,
    /** There is no trimmed run to compare with. */
    TRIMMED_MISSING,
    /** One of the answers is still coming. */
    ANSWERING,
    /** A person ended one of the answers. */
    STOPPED,
    /** One of the answers could not be given. */
    FAILED,
    COMPARING,
    COMPARED,
    NOT_COMPARED
}
