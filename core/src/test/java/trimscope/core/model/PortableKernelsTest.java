package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import trimscope.core.model.ReferenceCase.Prefilled;

/** The kernels for a libtorch without oneDNN: no trace of it, and the same logits. */
class PortableKernelsTest {
    private static final float TOLERANCE = 1e-4f;

    @Test
    void sameLogitsWithoutOneDnn() throws Exception {
        byte[] archive = KernelArchive.bytesWithoutOneDnn();
        // Entries are stored, so the source can be read as it is.
        assertFalse(new String(archive, StandardCharsets.UTF_8).contains("mkldnn"));
        assertTrue(new String(KernelArchive.bytes(), StandardCharsets.UTF_8).contains("mkldnn"));
        try (ReferenceModels models = ReferenceModels.of(ReferenceSet.all().get(0))) {
            ReferenceCase c = models.cases().stream()
                    .filter(ReferenceCase::hasImages)
                    .findFirst()
                    .orElseThrow();
            try (Mllama portable = Mllama.load(
                            Kernels.load(0, archive),
                            models.checkpoint(),
                            c.options(),
                            LoadProgress.NONE,
                            new Cancellation());
                    Prefilled expected = c.prefill(c.model(), Selection.NONE, Observer.NONE);
                    Prefilled found = c.prefill(portable, Selection.NONE, Observer.NONE)) {
                assertArrayEquals(expected.run().logits(), found.run().logits(), TOLERANCE);
            }
        }
    }
}
