package trimscope.core.memory;

/**
 * Whether a model should be loaded.
 *
 * @param sentence for the user, with what is needed and what was found
 */
public record MemoryVerdict(Level level, String sentence) {
    /** From good to bad. */
    public enum Level {
        /** All of it stays in memory. */
        FITS,
        /** The system does not tell what is free. */
        UNKNOWN,
        /** Mapped weights will be read from disk again and again. */
        SLOW,
        /** The GPU may run out, which can be recovered from. */
        TIGHT,
        /** Main memory would run out, which ends processes. */
        REFUSED
    }

    /** Whether what must be there is there, as far as anybody tells. */
    public boolean hasRoom() {
        return level != Level.TIGHT && level != Level.REFUSED;
    }

    /** Whether people should be told. */
    public boolean isWarning() {
        return level == Level.SLOW || level == Level.TIGHT;
    }

    /**
     * Stops those who would run out of main memory.
     *
     * @throws MemoryException if the model must not be loaded
     */
    public void require() throws MemoryException {
        if (level == Level.REFUSED) {
            throw new MemoryException(sentence);
        }
    }
}
