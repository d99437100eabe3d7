package trimscope.app.window;

import java.nio.file.Path;
import java.util.Optional;
import trimscope.core.catalog.HubCache;
import trimscope.core.device.ComputeDevice;

/** A window that finds nothing outside of itself. */
final class Alone {
    private Alone() {}

    static Surroundings surroundings() {
        return new Surroundings(
                Optional::empty,
                Optional::empty,
                HubCache.in(Path.of("no-such-cache")),
                ComputeDevice.CPU,
                Runnable::run,
                (device, folder) -> {
                    throw new AssertionError("nobody asked for a restart");
                });
    }
}
