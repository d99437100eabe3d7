package trimscope.core.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;

/** Kernels that raise what a GPU without memory raises, wherever a test wants them to. */
final class FailingKernels {
    static final String MESSAGE = "CUDA out of memory (pretended)";

    private static final String RAISE = "      ops.prim.RaiseException(\"" + MESSAGE + "\")\n    else:\n      pass\n";
    private static final String COUNTER = "left";

    private FailingKernels() {}

    /**
     * Kernels of which one raises while a condition on its arguments holds.
     *
     * @param condition in TorchScript
     */
    static Kernels when(String kernel, String condition) {
        return Kernels.load(KernelArchive.bytes(altered(kernel, "    if " + condition + ":\n" + RAISE)));
    }

    /** Kernels that count calls, of each other too; none raises before {@link #failAt}. */
    static Kernels counting() throws IOException {
        String count = "    self.left = torch.sub(self.left, 1)\n    if torch.eq(self.left, 0):\n" + RAISE;
        String source = altered("\\w+", count).replace("  training : bool\n", "  training : bool\n  left : int\n")
                + "\n  def fail_at(self: __torch__.Kernels, call: int) -> int:\n    self.left = call\n    return call\n";
        return Kernels.load(withCounter(KernelArchive.bytes(source)));
    }

    /** The n-th call from now on raises, counted from 1; with 0 none does. */
    static void failAt(Kernels counting, int call) {
        counting.make("fail_at", call).close();
    }

    /** A model with these kernels. */
    static Mllama model(Kernels kernels, Checkpoint checkpoint) throws CheckpointException {
        return Mllama.load(kernels, checkpoint, ModelOptions.defaults(), LoadProgress.NONE, new Cancellation());
    }

    /** The source with these lines first in every kernel of that name. */
    private static String altered(String kernels, String lines) {
        String source = KernelArchive.source();
        String altered = source.replaceAll(
                "(?m)^  def (" + kernels + ")\\(self: __torch__\\.Kernels, .*\\n", "$0" + lines.replace("\\", "\\\\"));
        if (altered.equals(source)) {
            throw new IllegalStateException("no kernel is called " + kernels);
        }
        return altered;
    }

    /** The archive with one more attribute in the pickle of its object, 0. */
    private static byte[] withCounter(byte[] archive) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (ZipEntry from = in.getNextEntry(); from != null; from = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                put(zip, from.getName(), from.getName().endsWith("/data.pkl") ? pickled(content) : content);
            }
        }
        return out.toByteArray();
    }

    /** Behind the attribute that is there: its name, BININT1 0, SETITEM; then BUILD and STOP as before. */
    private static byte[] pickled(byte[] object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(object, 0, object.length - 2);
        out.writeBytes(new byte[] {'X', (byte) COUNTER.length(), 0, 0, 0});
        out.writeBytes(COUNTER.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {'K', 0, 's', 'b', '.'});
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
