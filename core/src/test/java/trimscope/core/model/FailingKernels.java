package trimscope.core.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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
    static Kernels counting() {
        String count = "    self.left = torch.sub(self.left, 1)\n    if torch.eq(self.left, 0):\n" + RAISE;
        String source = altered("\\w+", count).replace("  training : bool\n", "  training : bool\n  left : int\n")
                + "\n  def fail_at(self: __torch__.Kernels, call: int) -> int:\n    self.left = call\n    return call\n";
        return Kernels.load(KernelArchive.bytes(source, counting(KernelArchive.emptyObject())));
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

    /** The pickle of the object with one more attribute behind the one that is there: its name, BININT1 0, SETITEM; then BUILD and STOP as before. */
    private static byte[] counting(byte[] object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(object, 0, object.length - 2);
        out.writeBytes(new byte[] {'X', (byte) COUNTER.length(), 0, 0, 0});
        out.writeBytes(COUNTER.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {'K', 0, 's', 'b', '.'});
        return out.toByteArray();
    }
}
