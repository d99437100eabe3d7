package trimscope.app;

import java.util.concurrent.Executor;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.ModelChoice;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;

/** An exploration of the real core with the embedded model. */
public final class DemoExploration implements AutoCloseable {
    private final InferenceWorker worker;
    private final Exploration exploration;
    private final LibraryPicture picture;

    /** Everything happens within the command that asks for it. */
    public DemoExploration() {
        this(Runnable::run);
    }

    /** The model works where the executor says; events are delivered at once. */
    public DemoExploration(Executor inference) {
        worker = new InferenceWorker(inference, Runnable::run);
        exploration = new Exploration(worker);
        exploration.model().load(ModelChoice.of("demo", EmbeddedModel::folder));
        Sample sample = SampleGallery.samples().get(3);
        picture = exploration.add(sample.name(), LibraryPicture.Origin.SAMPLE, sample.questions(), sample::picture);
        exploration.open(picture);
    }

    public Exploration exploration() {
        return exploration;
    }

    public LibraryPicture picture() {
        return picture;
    }

    @Override
    public void close() {
        worker.close();
    }
}
