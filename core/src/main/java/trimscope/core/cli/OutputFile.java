package trimscope.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import trimscope.core.file.FileFault;

/** A file to be written, whole or not at all. */
final class OutputFile {
    private final Path file;

    /** @param file an existing file is replaced */
    OutputFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /** Looks whether the file can be written as far as that can be known, so that nobody waits for an answer in vain. */
    void check() throws CommandFailure {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(file + ": cannot be written, there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(file + ": cannot be written, no permission to write to " + folder);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandFailure(file + ": cannot be written, there is something else of that name");
        }
    }

    /**
     * As {@link #check()}.
     *
     * @param source the picture that is asked about, which must not be overwritten
     */
    void check(Path source) throws CommandFailure {
        check();
        if (file.equals(source.toAbsolutePath().normalize())) {
            throw new CommandFailure(file + ": is the picture itself, choose another name");
        }
    }

    /** Writes to a file beside its place, then moves it there in one step. */
    void write(byte[] content) throws CommandFailure {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.write(part, content);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written, " + FileFault.reason(e), e);
        }
    }
}
