package trimscope.core.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.device.ComputeDevice;
import trimscope.core.file.FileFault;
import trimscope.core.model.Cancellation;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;

/** A tiny model, and what transformers computed with it. */
public final class Fixtures {
    private final Expected expected;

    private Fixtures(Expected expected) {
        this.expected = expected;
    }

    /**
     * Those that the program carries with it.
     *
     * @throws IOException if the program's own files are damaged
     */
    public static Fixtures read() throws IOException {
        return new Fixtures(Expected.read());
    }

    /** Versions of the libraries that made the reference. */
    public String madeWith() {
        return "transformers " + expected.madeWith().get("transformers") + ", torch "
                + expected.madeWith().get("torch");
    }

    /**
     * Runs the model on a device and compares in one number format.
     *
     * @throws IOException with one sentence for the user, if the tiny model cannot be unpacked
     */
    public List<Finding> check(ComputeDevice device, Precision precision) throws IOException {
        Path folder = Files.createTempDirectory("trimscope-doctor");
        try {
            unpack(folder);
            Checkpoint checkpoint = Checkpoint.open(folder);
            ModelOptions options =
                    ModelOptions.defaults().withPrecision(precision).withDevice(device);
            try (Mllama model = Mllama.load(checkpoint, options, new Cancellation())) {
                return new FixtureRun(expected, model).compare(checkpoint);
            }
        } catch (CheckpointException e) {
            throw new IOException("the program's own reference is damaged: " + e.getMessage(), e);
        } finally {
            delete(folder);
        }
    }

    private static void unpack(Path folder) throws IOException {
        try {
            Expected.writeModel(folder);
        } catch (IOException e) {
            throw new IOException(
                    "The reference model cannot be unpacked to " + folder + " (" + FileFault.reason(e)
                            + "); make room there or choose another folder with -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
