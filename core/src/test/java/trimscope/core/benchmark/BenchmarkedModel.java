package trimscope.core.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;
import trimscope.core.image.TiledImage;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.Selection;
import trimscope.core.model.UncapturedModel;
import trimscope.core.model.VisualTokens;
import trimscope.core.text.ChatLayout;
import trimscope.core.text.Tokenizer;

/** The embedded model with its first sample picture and question. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // set by load
public class BenchmarkedModel {
    /** Tokens that {@link #decode} feeds. */
    static final int STEPS = 40;

    private Mllama model;
    private TiledImage picture;
    private VisualTokens visual;
    private int[] prompt;
    private int token;

    @Setup(Level.Trial)
    public void load() throws Exception {
        load(true);
    }

    /** @param capture whether cross-attention queries are captured, as the program always does */
    void load(boolean capture) throws Exception {
        Path folder = EmbeddedModel.folder();
        Checkpoint checkpoint = Checkpoint.open(folder);
        model = capture
                ? Mllama.load(checkpoint, ModelOptions.defaults(), new Cancellation())
                : UncapturedModel.load(checkpoint);
        Sample sample = SampleGallery.samples().get(0);
        picture = TiledImage.of(
                sample.picture(),
                checkpoint.preprocessor(),
                checkpoint.config().vision().patchSize());
        visual = encode();
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            prompt = new ChatLayout(tokenizer)
                    .prompt(List.of(), sample.questions().get(0));
            token = tokenizer.encode("the")[0];
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        visual.close();
        model.close();
    }

    VisualTokens encode() {
        return model.encode(List.of(picture), new Cancellation());
    }

    /** Reads the prompt; the projections of visual tokens are part of it, as in the first question on a picture. */
    DecoderRun prefill(double ratio) {
        Selection selection = Selection.atRatio(ratio, false, true);
        return model.prefill(prompt, Optional.of(visual), selection, prompt.length + STEPS, new Cancellation());
    }

    void decode(DecoderRun run) {
        for (int i = 0; i < STEPS; i++) {
            run.feed(token);
        }
    }

    int promptLength() {
        return prompt.length;
    }

    int crossLayers() {
        return model.config().text().crossLayers().size();
    }
}
