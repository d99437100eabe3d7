package trimscope.app.models;

import java.nio.file.Path;
import trimscope.app.inference.ModelFolder;
import trimscope.core.catalog.CatalogEntry;

/**
 * A model that can be chosen.
 *
 * @param source where it was found
 */
record ModelFound(Source source, CatalogEntry entry) {
    /** Where models come from. */
    enum Source {
        EMBEDDED("comes with the program"),
        FOLDER("folder"),
        CACHE("Hugging Face cache");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    ModelFolder folder() {
        return entry::folder;
    }

    boolean isIn(Path folder) {
        return entry.folder().toAbsolutePath().equals(folder.toAbsolutePath());
    }
}
