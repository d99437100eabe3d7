package trimscope.app.inference;

import java.io.IOException;
import java.nio.file.Path;

/** Where a checkpoint comes from; runs on the inference thread, since the embedded one may have to be unpacked first. */
@FunctionalInterface
public interface ModelFolder {
    Path locate() throws IOException;
}
