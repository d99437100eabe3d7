package trimscope.core.memory;

import java.util.OptionalLong;

/** The most memory that this process had resident since some moment, where the system can tell. */
public final class PeakMemory {
    private final boolean measured;

    private PeakMemory(boolean measured) {
        this.measured = measured;
    }

    /** Measures from now on; whoever measured before measures from now on too. */
    public static PeakMemory fromNow() {
        return new PeakMemory(ProcessMemory.resetPeak());
    }

    /** Most bytes since then; empty where the system keeps no high-water mark that can be reset. */
    public OptionalLong bytes() {
        return measured ? ProcessMemory.peak() : OptionalLong.empty();
    }
}
