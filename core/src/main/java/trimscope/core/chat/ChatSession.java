package trimscope.core.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.image.TiledImage;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.VisualTokens;
import trimscope.core.pruning.PatchCells;
import trimscope.core.text.Turn;

/** One encoded picture and what is asked about it. Answers of a session outlive neither it nor its model. */
public final class ChatSession implements AutoCloseable {
    private final ChatModel model;
    private final Picture picture;
    private final TiledImage tiles;
    private Optional<VisualTokens> visual = Optional.empty();
    private double visionMillis;
    private int encodings;

    ChatSession(ChatModel model, Picture picture, Cancellation cancellation) {
        this.model = model;
        this.picture = picture;
        this.tiles = TiledImage.of(
                picture,
                model.checkpoint().preprocessor(),
                model.mllama().config().vision().patchSize());
        encode(cancellation);
    }

    private VisualTokens encode(Cancellation cancellation) {
        long start = System.nanoTime();
        VisualTokens tokens = model.mllama().encode(List.of(tiles), cancellation);
        visual = Optional.of(tokens);
        visionMillis = millisSince(start);
        encodings++;
        return tokens;
    }

    /** The encoded picture; encoded anew if a lean answer let it go. */
    VisualTokens visual(Cancellation cancellation) {
        return visual.orElseGet(() -> encode(cancellation));
    }

    ChatModel model() {
        return model;
    }

    public Picture picture() {
        return picture;
    }

    /** Where each visual token lies in the picture. */
    public PatchGrid grid() {
        return tiles.grid();
    }

    /** Where the tokens of the session's pictures lie, as rules see it. */
    List<PatchCells> cells() {
        PatchGrid grid = grid();
        int[] classTokens =
                IntStream.range(0, grid.tiles()).map(grid::classToken).toArray();
        return List.of(new PatchCells(grid.cellRows(), grid.cellColumns(), grid::cellToken, classTokens));
    }

    /** Time of encoding the picture. */
    public double visionMillis() {
        return visionMillis;
    }

    /** How often the picture has been encoded: once, unless lean answers let the result go. */
    public int encodings() {
        return encodings;
    }

    /**
     * Answers a question in a fresh prefill of the whole conversation; tokens are selected over all its rows.
     *
     * @param earlier the turns before, answers as they were generated
     * @throws ContextLimitException if the conversation is longer than the model reads
     * @throws trimscope.core.pruning.NothingKeptException if the painted mask leaves no visual token
     * @throws trimscope.core.model.NotFiniteException if activations left the number format's range, or weights are damaged
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public Generation ask(List<Turn> earlier, String question, AnswerSettings settings, Cancellation cancellation)
            throws ContextLimitException {
        int[] prompt = model.layout().prompt(earlier, question);
        int capacity = capacity(prompt.length, settings);
        VisualTokens tokens = visual(cancellation);
        long start = System.nanoTime();
        DecoderRun run = model.mllama()
                .prefill(
                        prompt,
                        Optional.of(tokens),
                        settings.trimming().selection(cells(), settings.lean()),
                        capacity,
                        cancellation);
        double millis = millisSince(start);
        if (settings.lean()) {
            release();
        }
        return new Generation(this, run, prompt, earlier, question, settings, millis, cancellation);
    }

    /**
     * Answers a further question behind an earlier answer, which stays as it is; {@link Trimming#laterTurns} says what the new rows may
     * look at.
     *
     * @throws ContextLimitException if the conversation is longer than the model reads
     * @throws trimscope.core.model.NotFiniteException if activations left the number format's range, or weights are damaged
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public Generation followUp(Generation previous, String question, AnswerSettings settings, Cancellation cancellation)
            throws ContextLimitException {
        int[] before = previous.fedIds();
        int[] added = IntStream.concat(
                        unfed(previous), IntStream.of(model.layout().continuation(question)))
                .toArray();
        int[] prompt =
                IntStream.concat(IntStream.of(before), IntStream.of(added)).toArray();
        int capacity = capacity(prompt.length, settings);
        long start = System.nanoTime();
        DecoderRun run = continued(previous.run(), added, settings, capacity, cancellation);
        return new Generation(
                this, run, prompt, previous.turns(), question, settings, millisSince(start), cancellation);
    }

    private DecoderRun continued(
            DecoderRun before, int[] added, AnswerSettings settings, int capacity, Cancellation cancellation) {
        Trimming trimming = settings.trimming();
        if (trimming.laterTurns() == Trimming.LaterTurns.FIRST_SELECTION) {
            return before.continued(added, capacity, cancellation);
        }
        Trimming wanted = trimming.laterTurns() == Trimming.LaterTurns.NO_TRIMMING ? Trimming.none() : trimming;
        DecoderRun run = before.reselected(
                added, visual(cancellation), wanted.selection(cells(), settings.lean()), capacity, cancellation);
        if (settings.lean()) {
            release();
        }
        return run;
    }

    /** What of an answer is not in the caches yet: its last token and the end of the turn. */
    private IntStream unfed(Generation previous) {
        IntStream rest = previous.unfed().stream().filter(step -> !step.stop()).mapToInt(GenerationStep::token);
        return IntStream.concat(rest, IntStream.of(model.layout().endOfTurn()));
    }

    private int capacity(int rows, AnswerSettings settings) throws ContextLimitException {
        int limit = model.mllama().config().text().maxPositions();
        if (rows >= limit) {
            throw new ContextLimitException(rows, limit);
        }
        return (int) Math.min(limit, (long) rows + settings.maxTokens());
    }

    private void release() {
        visual.ifPresent(VisualTokens::close);
        visual = Optional.empty();
    }

    /** Tokens of a prompt for showing. */
    List<PromptToken> tokens(int[] prompt) {
        MllamaConfig config = model.mllama().config();
        List<PromptToken> out = new ArrayList<>();
        boolean sees = false;
        for (int id : prompt) {
            sees |= id == config.imageTokenId();
            out.add(new PromptToken(
                    id, model.tokenizer().piece(id), sees, model.tokenizer().isSpecial(id)));
        }
        return out;
    }

    static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() {
        release();
    }
}
