package trimscope.core.cli;

import java.io.PrintWriter;
import java.util.Locale;
import trimscope.core.memory.MemoryEstimate;

/** Tells how far something long is: a line every few percent. */
final class PercentLines {
    private static final int STEP = 5;

    private final PrintWriter err;
    private int told;

    PercentLines(PrintWriter err) {
        this.err = err;
    }

    void tell(long bytes, long all) {
        int percent = (int) (100 * bytes / Math.max(1, all));
        if (percent >= told + STEP) {
            told = percent - percent % STEP;
            err.println(String.format(Locale.ROOT, "%3d %%  %s", told, MemoryEstimate.progress(bytes, all)));
            err.flush();
        }
    }
}
