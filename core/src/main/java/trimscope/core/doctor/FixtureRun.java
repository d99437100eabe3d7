package trimscope.core.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.image.TiledImage;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.model.Selection;
import trimscope.core.model.VisualTokens;
import trimscope.core.pruning.KeptTokens;

/** Runs a loaded tiny model and holds what comes out against what transformers computed. */
final class FixtureRun {
    /** Kernels in float32 differ from the reference by rounding alone. */
    private static final double FLOAT32_ERROR = 1e-3;
    /** A cosine similarity of 0.999 to the reference in float32. */
    private static final double BFLOAT16_ERROR = 0.045;
    /** Three more bits than bfloat16. */
    private static final double FLOAT16_ERROR = BFLOAT16_ERROR / 8;

    private final Expected expected;
    private final Mllama model;
    private final Precision precision;
    private final List<Finding> findings = new ArrayList<>();

    FixtureRun(Expected expected, Mllama model) {
        this.expected = expected;
        this.model = model;
        this.precision = model.options().precision();
    }

    List<Finding> compare(Checkpoint checkpoint) {
        TiledImage picture = TiledImage.of(
                expected.picture(),
                checkpoint.preprocessor(),
                checkpoint.config().vision().patchSize());
        int[] kept = ints(expected.kept());
        // In 16 bits scores are rounded, so the reference's own choice is imposed.
        Selection trimmed = precision == Precision.FLOAT32
                ? Selection.atRatio(expected.ratio(), false, false)
                : Selection.of(new KeptTokens(kept, picture.grid().validCount()), false);
        try (VisualTokens visual = model.encode(List.of(picture), new Cancellation())) {
            try (DecoderRun run = prefill(visual, Selection.NONE)) {
                findings.add(new Finding("logits of the prompt", error(run.logits(), expected.logits()), allowed()));
                decode("full answer", run, expected.tokens(), expected.tokenLogits());
            }
            try (DecoderRun run = prefill(visual, trimmed)) {
                boolean same = run.keptTokens()
                        .map(found -> Arrays.equals(found.indices(), kept))
                        .orElse(false);
                findings.add(new Finding("kept visual tokens", same ? 0 : 1, 0));
                decode("trimmed answer", run, expected.trimmedTokens(), expected.trimmedTokenLogits());
            }
        }
        return List.copyOf(findings);
    }

    private DecoderRun prefill(VisualTokens visual, Selection selection) {
        int capacity = expected.ids().size() + expected.tokens().size();
        return model.prefill(ints(expected.ids()), Optional.of(visual), selection, capacity, new Cancellation());
    }

    /** Feeds the reference's tokens, so that one difference does not become many. */
    private void decode(String name, DecoderRun run, List<Integer> tokens, List<List<Float>> logits) {
        double worst = 0;
        int others = 0;
        for (int i = 0; i < tokens.size(); i++) {
            worst = Math.max(worst, error(run.logits(), logits.get(i)));
            others += run.choose(0, 0, 1, 0).token() == tokens.get(i) ? 0 : 1;
            if (i + 1 < tokens.size()) {
                run.feed(tokens.get(i));
            }
        }
        findings.add(new Finding(name + ", logits of each token", worst, allowed()));
        if (precision == Precision.FLOAT32) {
            findings.add(new Finding(name + ", other tokens chosen", others, 0));
        }
    }

    private double allowed() {
        return switch (precision) {
            case FLOAT32 -> FLOAT32_ERROR;
            case BFLOAT16 -> BFLOAT16_ERROR;
            case FLOAT16 -> FLOAT16_ERROR;
        };
    }

    /** Norm of the difference over the norm of the reference; infinite if anything is no number. */
    private static double error(float[] found, List<Float> reference) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < found.length; i++) {
            difference += Math.pow(found[i] - reference.get(i), 2);
            norm += Math.pow(reference.get(i), 2);
        }
        double error = Math.sqrt(difference / norm);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
