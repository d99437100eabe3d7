package trimscope.core.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.synthetic.Shape;
import trimscope.core.synthetic.SyntheticCheckpoint;

/** A cache as {@code hf download} leaves it, with a small model of random weights in it. */
final class FakeHub {
    static final String NAME = "meta-llama/Llama-3.2-11B-Vision-Instruct";
    static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

    final Path folder;
    final Path repository;
    final Path snapshot;

    FakeHub(Path folder) throws IOException {
        this.folder = folder;
        repository = folder.resolve("models--" + NAME.replace("/", "--"));
        snapshot = repository.resolve("snapshots").resolve(REVISION);
        Path blobs = Files.createDirectories(repository.resolve("blobs"));
        Files.createDirectories(snapshot);
        Path made = folder.resolve("made");
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.BF16).write(made, 0, written -> {});
        try (Stream<Path> files = Files.list(made)) {
            for (Path file : files.toList()) {
                Path blob = blobs.resolve("blob-of-" + file.getFileName());
                Files.move(file, blob);
                Files.createSymbolicLink(
                        snapshot.resolve(file.getFileName()),
                        Path.of("..", "..", "blobs").resolve(blob.getFileName()));
            }
        }
        Files.delete(made);
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs").resolve("main"), REVISION);
    }

    /** As if this file had not come yet. */
    void lose(String name) throws IOException {
        Files.delete(snapshot.resolve(name));
        Files.delete(repository.resolve("blobs").resolve("blob-of-" + name));
    }
}
