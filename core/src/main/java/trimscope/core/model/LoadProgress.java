package trimscope.core.model;

/** Is told how far loading is, on the thread that loads. */
@FunctionalInterface
public interface LoadProgress {
    /** For those who do not ask. */
    LoadProgress NONE = (bytes, all) -> {};

    /**
     * Some weights are in place: mapped, converted or on the device.
     *
     * @param bytes of the weights so far, as they lie on disk
     * @param all bytes of all weights on disk
     */
    void loaded(long bytes, long all);
}
