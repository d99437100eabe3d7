package trimscope.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;

/** The model of one reference folder, loaded once for each choice of options. */
final class ReferenceModels implements AutoCloseable {
    private final ReferenceSet set;
    private final Checkpoint checkpoint;
    private final Map<ModelOptions, Mllama> loaded = new HashMap<>();

    private ReferenceModels(ReferenceSet set, Checkpoint checkpoint) {
        this.set = set;
        this.checkpoint = checkpoint;
    }

    static ReferenceModels of(ReferenceSet set) throws CheckpointException {
        return new ReferenceModels(set, Checkpoint.open(set.folder()));
    }

    ReferenceSet set() {
        return set;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    List<ReferenceCase> cases() {
        List<ReferenceCase> cases = new ArrayList<>();
        for (ReferenceSet.Case described : set.listing().cases()) {
            cases.add(new ReferenceCase(this, described));
        }
        return cases;
    }

    /** The model with these switches. */
    Mllama with(ModelOptions options) {
        return loaded.computeIfAbsent(options, this::load);
    }

    private Mllama load(ModelOptions options) {
        try {
            return Mllama.load(checkpoint, options, new Cancellation());
        } catch (CheckpointException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(Mllama::close);
        loaded.clear();
    }
}
