package trimscope.core.text;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import trimscope.core.checkpoint.CheckpointException;

/** The embedded model's tokenizer, from the resources of the build. */
final class DemoTokenizer {
    private DemoTokenizer() {}

    static Path folder() {
        URL file = DemoTokenizer.class.getResource("/trimscope/core/demo/checkpoint/tokenizer.json");
        if (file == null) {
            throw new AssertionError("the demo checkpoint is not on the class path");
        }
        try {
            return Path.of(file.toURI()).resolveSibling("");
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static Tokenizer open() throws CheckpointException {
        return Tokenizer.open(folder());
    }
}
