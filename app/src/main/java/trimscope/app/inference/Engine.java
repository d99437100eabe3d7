package trimscope.app.inference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Columns;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.chat.ModelInfo;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;
import trimscope.core.pruning.KeptTokens;

/** Everything that lives in native memory: the model, the encoded pictures, the answers. Only the inference thread enters. */
final class Engine {
    private Optional<ChatModel> model = Optional.empty();
    private final Map<PictureId, Picture> pictures = new HashMap<>();
    private final Map<PictureId, ChatSession> sessions = new HashMap<>();
    private final Map<RunId, Generation> generations = new HashMap<>();

    ModelInfo load(ModelFolder folder) throws IOException, CheckpointException {
        close();
        ChatModel loaded = ChatModel.load(folder.locate(), ModelOptions.defaults(), new Cancellation());
        model = Optional.of(loaded);
        return loaded.info();
    }

    Picture read(PictureId id, PictureLoader loader) throws PictureException {
        Picture picture = loader.load();
        pictures.put(id, picture);
        return picture;
    }

    boolean isEncoded(PictureId id) {
        return sessions.containsKey(id);
    }

    ChatSession session(PictureId id, Cancellation cancellation) {
        ChatSession known = sessions.get(id);
        if (known != null) {
            return known;
        }
        Picture picture = pictures.get(id);
        if (picture == null) {
            throw new IllegalStateException("The picture has not been read.");
        }
        ChatModel loaded = model.orElseThrow(() -> new IllegalStateException("No model is loaded."));
        ChatSession opened = loaded.open(picture, cancellation);
        sessions.put(id, opened);
        return opened;
    }

    /** Reads the question; the answer's tokens are then pulled from the result one by one. */
    Generation begin(Question question, Cancellation cancellation) throws ContextLimitException {
        ChatSession session = session(question.picture(), cancellation);
        Optional<Generation> before = question.follows().flatMap(this::generation);
        Generation generation = before.isPresent()
                ? session.followUp(before.get(), question.text(), question.settings(), cancellation)
                : session.ask(question.earlier(), question.text(), question.settings(), cancellation);
        generations.put(question.run(), generation);
        return generation;
    }

    Optional<Generation> generation(RunId run) {
        return Optional.ofNullable(generations.get(run));
    }

    /** The maps of some tokens; empty if the run was dropped meanwhile. */
    Optional<TokenMaps> maps(MapQuery query) {
        return generation(query.run()).map(generation -> {
            HeadMaps maps = generation.attention(query.positions(), Aggregation.MEAN, Columns.RUN);
            return new TokenMaps(
                    query, maps, new HeadFigures(maps, generation.prefill().kept()));
        });
    }

    /** Figures of one answer token, over all layers and heads. */
    TokenFigures figures(Generation generation, int index) {
        int position = generation.prefill().tokens().size() + index;
        HeadMaps maps = generation.attention(List.of(position), Aggregation.MEAN, Columns.RUN);
        Set<Integer> heads =
                new TreeSet<>(IntStream.range(0, maps.heads()).boxed().toList());
        CrossAttentionMap mean = maps.map(maps.layers(), heads, Aggregation.MEAN);
        Optional<KeptTokens> kept = generation.prefill().kept();
        return new TokenFigures(mean.max(), Statistic.ENTROPY.of(mean, kept), Statistic.KEPT_MASS.of(mean, kept));
    }

    void drop(RunId run) {
        Generation dropped = generations.remove(run);
        if (dropped != null) {
            dropped.close();
        }
    }

    /** Frees the answers, then the pictures they stand on, then the model. */
    void close() {
        generations.values().forEach(Generation::close);
        generations.clear();
        sessions.values().forEach(ChatSession::close);
        sessions.clear();
        model.ifPresent(ChatModel::close);
        model = Optional.empty();
    }
}
