package trimscope.app.inference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    ModelInfo load(String name, ModelFolder folder) throws IOException, CheckpointException {
        close();
        ChatModel loaded = ChatModel.load(folder.locate(), ModelOptions.defaults(), new Cancellation());
        model = Optional.of(loaded);
        ModelInfo info = loaded.info();
        return new ModelInfo(
                name,
                info.parameters(),
                info.precision(),
                info.device(),
                info.layers(),
                info.gates(),
                info.heads(),
                info.contextLength());
    }

    Picture read(PictureId id, PictureLoader loader) throws PictureException {
        Picture picture = loader.load();
        pictures.put(id, picture);
        return picture;
    }

    boolean isRead(PictureId id) {
        return pictures.containsKey(id);
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

    /** The mean map of a whole answer: what all its tokens look at, or would look at if nothing were dropped. */
    HeadMaps background(Generation generation) {
        int start = generation.prefill().tokens().size();
        List<Integer> answer = IntStream.range(start, start + generation.steps().size())
                .boxed()
                .toList();
        return generation.attention(answer, Aggregation.MEAN, Columns.FULL);
    }

    /** Figures of one answer token, of its attention on all visual tokens. */
    TokenFigures figures(Generation generation, int index, HeadMaps background) {
        int position = generation.prefill().tokens().size() + index;
        HeadMaps maps = generation.attention(List.of(position), Aggregation.MEAN, Columns.FULL);
        List<Integer> heads = IntStream.range(0, maps.heads()).boxed().toList();
        double distinctness = -1;
        int sharpest = maps.layers().get(0);
        for (int layer : maps.layers()) {
            double above = most(
                    maps.map(List.of(layer), heads, Aggregation.MEAN),
                    background.map(List.of(layer), heads, Aggregation.MEAN));
            if (above > distinctness) {
                distinctness = above;
                sharpest = layer;
            }
        }
        CrossAttentionMap mean = maps.map(maps.layers(), heads, Aggregation.MEAN);
        Optional<KeptTokens> kept = generation.prefill().kept();
        return new TokenFigures(
                distinctness, sharpest, Statistic.ENTROPY.of(mean, kept), Statistic.KEPT_MASS.of(mean, kept));
    }

    private static double most(CrossAttentionMap map, CrossAttentionMap background) {
        double most = 0;
        for (int token = 0; token < map.size(); token++) {
            most = Math.max(most, map.weight(token) - background.weight(token));
        }
        return most;
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
