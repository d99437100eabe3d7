package trimscope.core.chat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.Contribution;
import trimscope.core.attention.HeadMaps;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.NotFiniteException;
import trimscope.core.pruning.Candidates;
import trimscope.core.text.TextStream;
import trimscope.core.text.Turn;

/**
 * One answer: while it runs, an iterator whose every {@link #next} computes one token; afterwards what can be asked about it. The
 * prompt has been read when it exists. Close it when nobody looks at it any more.
 */
public final class Generation implements Iterator<GenerationStep>, AutoCloseable {
    private final ChatSession session;
    private final DecoderRun run;
    private final RunMaps maps;
    private final int[] prompt;
    private final List<Turn> earlier;
    private final String question;
    private final AnswerSettings settings;
    private final Prefill prefill;
    private final Cancellation cancellation;
    private final TextStream stream;
    private final SplittableRandom random;
    private final List<GenerationStep> steps = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private FinishReason reason = FinishReason.RUNNING;
    /** What the model expects next, once somebody asked. */
    private Optional<TokenDistribution> expected = Optional.empty();
    /** Time spent on the step that is under way. */
    private double feedMillis;

    Generation(
            ChatSession session,
            DecoderRun run,
            int[] prompt,
            List<Turn> earlier,
            String question,
            AnswerSettings settings,
            double prefillMillis,
            Cancellation cancellation) {
        this.session = session;
        this.run = run;
        this.maps = new RunMaps(session, run);
        this.prompt = prompt;
        this.earlier = List.copyOf(earlier);
        this.question = question;
        this.settings = settings;
        this.cancellation = cancellation;
        this.prefill = Prefill.of(session, run, prompt, prefillMillis);
        this.stream = session.model().tokenizer().stream();
        this.random = new SplittableRandom(settings.sampling().seed());
    }

    public Prefill prefill() {
        return prefill;
    }

    public AnswerSettings settings() {
        return settings;
    }

    /** Whether the answer goes on; notices a raised cancellation. */
    @Override
    public boolean hasNext() {
        if (reason == FinishReason.RUNNING && cancellation.isCancelled()) {
            finish(FinishReason.CANCELLED);
        }
        return reason == FinishReason.RUNNING;
    }

    /**
     * Chooses the next token.
     *
     * @throws NoSuchElementException if the answer has ended
     * @throws NotFiniteException if activations left the number format's range, or weights are damaged
     */
    @Override
    public GenerationStep next() {
        read();
        long start = System.nanoTime();
        Sampling sampling = settings.sampling();
        DecoderRun.Choice choice =
                run.choose(sampling.temperature(), sampling.topK(), sampling.topP(), random.nextDouble());
        feedMillis += ChatSession.millisSince(start);
        return add(choice.token(), choice.probability());
    }

    /**
     * What the model expects next; the following {@link #next} or {@link #force} goes on from here.
     *
     * @throws NoSuchElementException if the answer has ended
     * @throws NotFiniteException as {@link #next} does
     */
    public TokenDistribution distribution() {
        read();
        if (expected.isEmpty()) {
            long start = System.nanoTime();
            float[] logits = run.logits();
            feedMillis += ChatSession.millisSince(start);
            expected = Optional.of(new TokenDistribution(logits));
        }
        return expected.get();
    }

    /**
     * Takes a given token in place of the model's own choice (teacher forcing).
     *
     * @throws NoSuchElementException if the answer has ended
     * @throws NotFiniteException as {@link #next} does
     */
    public GenerationStep force(int token) {
        return add(token, distribution().probability(token));
    }

    /** Computes the row of the last token unless that has been done. */
    private void read() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer has ended: " + reason);
        }
        if (run.length() < prompt.length + steps.size()) {
            long start = System.nanoTime();
            run.feed(steps.get(steps.size() - 1).token());
            feedMillis = ChatSession.millisSince(start);
        }
    }

    private GenerationStep add(int token, double probability) {
        boolean stop = session.model().checkpoint().generation().eosTokenIds().contains(token);
        String complete = stop ? "" : stream.push(token);
        text.append(complete);
        int index = steps.size();
        String piece = piece(token);
        if (stop) {
            complete = finish(FinishReason.STOP_TOKEN);
        } else if (index + 1 >= settings.maxTokens()) {
            complete += finish(FinishReason.MAX_TOKENS);
        } else if (prompt.length + index + 1 >= contextLength()) {
            complete += finish(FinishReason.CONTEXT_LIMIT);
        }
        GenerationStep step = new GenerationStep(index, token, piece, complete, probability, stop, feedMillis);
        steps.add(step);
        feedMillis = 0;
        expected = Optional.empty();
        return step;
    }

    private int contextLength() {
        return session.model().info().contextLength();
    }

    /** Ends the answer; returns what was left of an open character. */
    private String finish(FinishReason why) {
        reason = why;
        String rest = stream.finish();
        text.append(rest);
        return rest;
    }

    /** The steps so far. */
    public List<GenerationStep> steps() {
        return List.copyOf(steps);
    }

    /** Token ids so far, the stop token included. */
    public List<Integer> tokens() {
        return steps.stream().map(GenerationStep::token).toList();
    }

    /** One token alone, for showing. */
    public String piece(int token) {
        return session.model().tokenizer().piece(token);
    }

    /** The answer's text so far. */
    public String text() {
        return text.toString();
    }

    public FinishReason finishReason() {
        return reason;
    }

    public String question() {
        return question;
    }

    /** The conversation with this answer as far as it has come. */
    public List<Turn> turns() {
        List<Turn> out = new ArrayList<>(earlier);
        out.add(new Turn(question, tokens()));
        return out;
    }

    /**
     * Attention of chosen tokens in all cross-attention layers and heads.
     *
     * <p>A prompt token's map is that of its own row. An answer token's map is that of the row which chose it: the one before it.
     *
     * @param positions places in the conversation: the prompt's tokens, then the answer's
     * @param overTokens how the tokens' maps become one
     */
    public HeadMaps attention(List<Integer> positions, Aggregation overTokens, Columns columns) {
        return maps.attention(positions.stream().map(this::row).toList(), overTokens, columns);
    }

    /**
     * What turns this answer's {@link #attention} into contributions: gates and lengths of values.
     *
     * @param columns the same as of the attention
     */
    public Contribution contribution(Columns columns) {
        return maps.contribution(columns);
    }

    /** Attention of the rows that chose the answer's tokens: their mean in each layer and head. */
    public HeadMaps answerAttention(Columns columns) {
        List<Integer> positions = IntStream.range(prompt.length, prompt.length + steps.size())
                .boxed()
                .toList();
        return attention(positions, Aggregation.MEAN, columns);
    }

    private int row(int position) {
        if (position < 0 || position >= prompt.length + steps.size()) {
            throw new IllegalArgumentException("position " + position + " is outside the conversation of "
                    + (prompt.length + steps.size()) + " tokens");
        }
        return position < prompt.length ? position : position - 1;
    }

    /** What this answer cost so far. */
    public Costs costs() {
        return Costs.of(session, run, prefill, steps);
    }

    /**
     * The same prompt once more, before its answer and without reading it again: with what this run selected, and bit for bit where it
     * began.
     *
     * @param maxTokens most tokens of the other answer
     */
    public Generation replay(int maxTokens, Cancellation replayCancellation) {
        int capacity = (int) Math.min(contextLength(), (long) prompt.length + maxTokens);
        return new Generation(
                session,
                run.rewound(capacity),
                prompt,
                earlier,
                question,
                settings.withMaxTokens(maxTokens),
                prefill.millis(),
                replayCancellation);
    }

    /**
     * What this turn's own rows would select from the full picture, by this run's rule, ratio and mask. For the first turn that is what
     * they did select.
     *
     * @throws trimscope.core.pruning.NothingKeptException if the painted mask leaves no visual token
     */
    public WantedTokens wanted() {
        Candidates candidates = new Candidates(run.turnScores(session.visual(new Cancellation())), session.cells());
        return new WantedTokens(candidates, settings.trimming().choice(candidates), prefill.kept());
    }

    DecoderRun run() {
        return run;
    }

    /** Ids whose rows are in the caches: the prompt and the answer but for its {@link #unfed} end. */
    int[] fedIds() {
        return IntStream.concat(
                        IntStream.of(prompt),
                        steps.stream().limit(run.length() - prompt.length).mapToInt(GenerationStep::token))
                .toArray();
    }

    /** The steps whose rows are not in the caches: the last one, unless what follows it has been asked for. */
    List<GenerationStep> unfed() {
        return steps.subList(run.length() - prompt.length, steps.size());
    }

    @Override
    public void close() {
        run.close();
    }
}
