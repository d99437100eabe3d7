package trimscope.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import trimscope.core.catalog.HubCache;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DownloadSource;

/** A window that finds nothing outside of itself. */
final class Alone {
    private Alone() {}

    static Surroundings surroundings() {
        return new Surroundings(
                new Dialogues(Optional::empty, Optional::empty, name -> Optional.empty()),
                HubCache.in(Path.of("no-such-cache")),
                ComputeDevice.CPU,
                new CudaSupport(
                        List::of,
                        OptionalInt::empty,
                        List::of,
                        new DownloadSource("nowhere", Path.of("no-such-cache"), "linux-x86_64")),
                Runnable::run,
                (device, folder) -> {
                    throw new AssertionError("nobody asked for a restart");
                });
    }
}
