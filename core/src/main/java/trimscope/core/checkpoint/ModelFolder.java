package trimscope.core.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder as it was published: which files it has, and its JSON documents. */
record ModelFolder(Path path) {
    /** No published document reaches a tenth of this; a larger one is not read at all. */
    private static final long LONGEST_DOCUMENT = 4_000_000;

    /** Fails if there is no such folder. */
    static ModelFolder at(Path path) throws CheckpointException {
        if (!Files.isDirectory(path)) {
            throw CheckpointException.mismatch(
                    path, "the model", "a folder", Files.exists(path) ? "a file" : "nothing there");
        }
        // Links and files of a folder that may not be entered look as if they were not there.
        if (!Files.isReadable(path) || !Files.isExecutable(path)) {
            throw new CheckpointException(path + ": this folder cannot be looked into, no permission");
        }
        return new ModelFolder(path);
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /** The place of a file that must be there. */
    Path file(String name) throws CheckpointException {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file)) {
            String found = Files.exists(file) ? "something that is no file" : "nothing there";
            throw CheckpointException.mismatch(file, "this file", "in the model folder", found);
        }
        return file;
    }

    /** A document that must be there and be one object. */
    JsonFields document(String name) throws CheckpointException {
        Path file = file(name);
        try {
            long length = Files.size(file);
            if (length > LONGEST_DOCUMENT) {
                throw CheckpointException.mismatch(
                        file, "the text", "at most " + LONGEST_DOCUMENT + " bytes long", length + " bytes");
            }
            return JsonFields.parse(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw CheckpointException.unreadable(file, e);
        }
    }
}
