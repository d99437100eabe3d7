package trimscope.core.text;

import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps DJL off the network and quiet. This is the one place that does so, and it must run before the first call into DJL: the
 * library reads these system properties when it starts an engine or opens a tokenizer.
 *
 * <ul>
 *   <li>{@code OPT_OUT_TRACKING=true}: no call to the metadata service of a cloud and no report of use
 *       ({@code ai.djl.util.Ec2Utils});
 *   <li>{@code ai.djl.offline=true}: no download of models or native libraries ({@code ai.djl.util.Utils}).
 *   <li>its logger speaks of errors only: it would otherwise warn on every machine whose GPU driver it does not like.
 * </ul>
 *
 * <p>{@link Tokenizer} calls it by itself; whoever starts the PyTorch engine without a tokenizer calls it first.
 */
public final class OfflineDjl {
    /** Held, because the logging library forgets the level of a logger that nobody holds. */
    private static final Logger DJL_LOGGER = Logger.getLogger("ai.djl");

    private OfflineDjl() {}

    /**
     * Sets both properties unless a person has set them. May be called any number of times. Libraries for GPUs are not DJL's to
     * download here ({@code docs/decisions/gpu-libraries.md}).
     */
    public static void enforce() {
        Properties properties = System.getProperties();
        properties.putIfAbsent("OPT_OUT_TRACKING", "true");
        properties.putIfAbsent("ai.djl.offline", "true");
        DJL_LOGGER.setLevel(Level.SEVERE);
    }
}
