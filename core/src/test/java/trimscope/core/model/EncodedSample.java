package trimscope.core.model;

import java.util.List;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.SampleGallery;
import trimscope.core.image.TiledImage;

/** The embedded network and its first sample picture, encoded. */
record EncodedSample(Mllama model, TiledImage picture, VisualTokens visual) implements AutoCloseable {
    static EncodedSample open() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        Mllama model = Mllama.load(checkpoint, ModelOptions.defaults(), new Cancellation());
        TiledImage picture = TiledImage.of(
                SampleGallery.samples().get(0).picture(),
                checkpoint.preprocessor(),
                model.config().vision().patchSize());
        return new EncodedSample(model, picture, model.encode(List.of(picture), new Cancellation()));
    }

    @Override
    public void close() {
        visual.close();
        model.close();
    }
}
