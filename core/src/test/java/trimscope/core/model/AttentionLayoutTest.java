package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.image.TiledImage;

/**
 * On a GPU some of libtorch's attention returns rows that hold their heads, where the CPU's returns heads that hold their rows. Here the
 * CPU's results are laid out so, and nothing may change.
 */
class AttentionLayoutTest {
    private static final Pattern ATTENTION =
            Pattern.compile("(?m)^( +)(\\w+) = torch\\.scaled_dot_product_attention\\(.*\\)$");
    private static final int STEPS = 2;

    @Test
    void nothingDependsOnTheLayoutOfResults() throws Exception {
        ReferenceSet set = ReferenceSet.all().get(0);
        Checkpoint checkpoint = Checkpoint.open(set.folder());
        try (Mllama plain = Mllama.load(checkpoint, set.options(), new Cancellation());
                Mllama other = Mllama.load(
                        Kernels.load(headsInsideRows()),
                        checkpoint,
                        set.options(),
                        LoadProgress.NONE,
                        new Cancellation());
                ReferenceModels models = ReferenceModels.of(set)) {
            List<ReferenceCase> cases =
                    models.cases().stream().filter(ReferenceCase::hasImages).toList();
            assertArrayEquals(logits(plain, cases), logits(other, cases));
        }
    }

    private static byte[] headsInsideRows() {
        Matcher attention = ATTENTION.matcher(KernelArchive.source());
        String source =
                attention.replaceAll("$0\n$1$2 = torch.transpose(torch.contiguous(torch.transpose($2, 1, 2)), 1, 2)");
        assertEquals(6, attention.reset().results().count(), "places that compute attention");
        return KernelArchive.bytes(source);
    }

    /** Everything that computes attention: pictures, prompts together, further turns, steps alone and in a batch that needs masks. */
    private static float[] logits(Mllama model, List<ReferenceCase> cases) {
        List<float[]> out = new ArrayList<>();
        List<DecoderRun> runs = new ArrayList<>();
        List<VisualTokens> pictures = new ArrayList<>();
        try {
            List<Prompt> prompts = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                List<TiledImage> tiled = cases.get(i).tiled();
                pictures.add(model.encode(tiled, new Cancellation()));
                prompts.add(Prompt.of(
                        cases.get(i).ids(),
                        Optional.of(pictures.get(i)),
                        i % 2 == 0 ? Selection.NONE : Selection.atRatio(0.25, false, false),
                        cases.get(i).ids().length + STEPS));
            }
            runs.addAll(model.prefill(prompts, new Cancellation()));
            DecoderRun first = runs.get(0);
            runs.add(first.continued(new int[] {1, 2, 3}, first.length() + 3 + STEPS, new Cancellation()));
            runs.forEach(run -> out.add(run.logits()));
            try (DecodeBatch batch = DecodeBatch.of(runs, 1)) {
                batch.feed(IntStream.range(0, runs.size()).toArray());
                out.addAll(List.of(batch.logits()));
            }
            runs.forEach(run -> run.feed(1));
            runs.forEach(run -> out.add(run.logits()));
            return ReferenceCase.joined(out);
        } finally {
            runs.forEach(DecoderRun::close);
            pictures.forEach(VisualTokens::close);
        }
    }
}
