package trimscope.app.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.inference.ModelChoice;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;
import trimscope.core.device.ComputeDevice;

/**
 * What is there before anybody has touched anything: the embedded model, a sample picture, its first question answered with
 * all visual tokens and then with a quarter of them.
 */
public final class FirstMinute {
    /** What people call the embedded model. */
    public static final String MODEL = "demo";

    /** Keeps about a quarter of the embedded model's visual tokens, with answers as good as with all. */
    private static final int DEMO_PERCENT = 10;
    /** A wide scene of four tiles with things in every corner. */
    private static final int FIRST_SAMPLE = 3;

    private final Exploration exploration;
    private final int percent;
    private final ComputeDevice device;

    public FirstMinute(Exploration exploration) {
        this(exploration, DEMO_PERCENT, ComputeDevice.CPU);
    }

    /**
     * A first minute with a ratio and a device that were chosen before.
     *
     * @param percent keep ratio per head of the second answer
     * @param device where the embedded model computes
     */
    public FirstMinute(Exploration exploration, int percent, ComputeDevice device) {
        this.exploration = exploration;
        this.percent = percent;
        this.device = device;
    }

    /** Loads, opens and asks; everything follows from that by itself. */
    public void begin() {
        exploration.model().load(new ModelChoice(MODEL, EmbeddedModel::folder, Optional.empty(), device));
        List<LibraryPicture> pictures = addSamples();
        LibraryPicture first = pictures.get(Math.min(FIRST_SAMPLE, pictures.size() - 1));
        exploration.open(first);
        exploration.runProperty().addListener(new TrimOnce());
        exploration.ask(first.suggestions().get(0));
    }

    /** Loads another model. Nothing is opened and asked, since that may take it minutes. */
    public void beginWith(ModelChoice model) {
        exploration.model().load(model);
        addSamples();
    }

    private List<LibraryPicture> addSamples() {
        List<LibraryPicture> pictures = new ArrayList<>();
        for (Sample sample : SampleGallery.samples()) {
            pictures.add(
                    exploration.add(sample.name(), LibraryPicture.Origin.SAMPLE, sample.questions(), sample::picture));
        }
        return pictures;
    }

    /** Answers the first question again at the demo's ratio, unless a person was faster. */
    private final class TrimOnce implements ChangeListener<Optional<Run>> {
        @Override
        public void changed(
                ObservableValue<? extends Optional<Run>> source, Optional<Run> before, Optional<Run> after) {
            source.removeListener(this);
            after.ifPresent(run -> run.stateProperty().addListener((state, old, now) -> {
                boolean untouched = exploration.runProperty().get().equals(after)
                        && exploration.trim().percentProperty().get() == run.percent();
                if (now == RunState.ANSWERED && untouched) {
                    exploration.trim().percentProperty().set(percent);
                    exploration.answerAtChosenRatio();
                }
            }));
        }
    }
}
