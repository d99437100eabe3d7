package trimscope.core.model;

import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;

/**
 * The model without the one line that captures queries: what a decoder costs that nobody can look into. Its answers are right without
 * trimming; selection and maps see zeros.
 */
public final class UncapturedModel {
    private static final String CAPTURE =
            "      _0 = torch.copy_(torch.narrow(cache[place], 2, at[i], counts[i]), (self).part(q, 2, begin, counts[i]))\n";

    private UncapturedModel() {}

    public static Mllama load(Checkpoint checkpoint) throws CheckpointException {
        String source = KernelArchive.source();
        String without = source.replace(CAPTURE, "");
        if (without.length() != source.length() - CAPTURE.length()) {
            throw new IllegalStateException("the kernels capture queries in another way than this benchmark knows");
        }
        Kernels kernels = Kernels.load(KernelArchive.bytes(without));
        return Mllama.load(kernels, checkpoint, ModelOptions.defaults(), LoadProgress.NONE, new Cancellation());
    }
}
