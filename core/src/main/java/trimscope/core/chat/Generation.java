package trimscope.core.chat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.HeadMaps;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.RowAggregation;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.text.TextStream;
import trimscope.core.text.Turn;

/**
 * One answer: while it runs, an iterator whose every {@link #next} computes one token; afterwards what can be asked about it. The
 * prompt has been read when it exists. Close it when nobody looks at it any more.
 */
public final class Generation implements Iterator<GenerationStep>, AutoCloseable {
    private final ChatSession session;
    private final DecoderRun run;
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
        this.prompt = prompt;
        this.earlier = List.copyOf(earlier);
        this.question = question;
        this.settings = settings;
        this.cancellation = cancellation;
        this.prefill = new Prefill(
                session.tokens(prompt),
                new Candidates(run.scores().orElseThrow(), session.cells()),
                run.keptTokens(),
                prefillMillis);
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

    @Override
    public GenerationStep next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer has ended: " + reason);
        }
        long start = System.nanoTime();
        if (!steps.isEmpty()) {
            run.feed(steps.get(steps.size() - 1).token());
        }
        Sampling sampling = settings.sampling();
        DecoderRun.Choice choice =
                run.choose(sampling.temperature(), sampling.topK(), sampling.topP(), random.nextDouble());
        int token = choice.token();
        boolean stop = session.model().checkpoint().generation().eosTokenIds().contains(token);
        String complete = stop ? "" : stream.push(token);
        text.append(complete);
        int index = steps.size();
        String piece = session.model().tokenizer().piece(token);
        if (stop) {
            complete = finish(FinishReason.STOP_TOKEN);
        } else if (index + 1 >= settings.maxTokens()) {
            complete += finish(FinishReason.MAX_TOKENS);
        } else if (prompt.length + index + 1 >= contextLength()) {
            complete += finish(FinishReason.CONTEXT_LIMIT);
        }
        GenerationStep step = new GenerationStep(
                index, token, piece, complete, choice.probability(), stop, ChatSession.millisSince(start));
        steps.add(step);
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
        List<Integer> rows = positions.stream().map(this::row).toList();
        TextConfig config = session.model().mllama().config().text();
        RowAggregation rowAggregation = overTokens == Aggregation.MAX ? RowAggregation.MAX : RowAggregation.SUM;
        float[][][] weights = new float[config.crossLayers().size()][][];
        for (int place = 0; place < weights.length; place++) {
            weights[place] = columns == Columns.RUN
                    ? run.attention(place, rows, rowAggregation)
                    : run.fullAttention(place, rows, session.visual(new Cancellation()), rowAggregation);
            if (overTokens == Aggregation.MEAN) {
                divide(weights[place], rows.size());
            }
        }
        return new HeadMaps(config.crossLayers(), weights);
    }

    private int row(int position) {
        if (position < 0 || position >= prompt.length + steps.size()) {
            throw new IllegalArgumentException("position " + position + " is outside the conversation of "
                    + (prompt.length + steps.size()) + " tokens");
        }
        return position < prompt.length ? position : position - 1;
    }

    private static void divide(float[][] weights, int count) {
        for (float[] head : weights) {
            for (int j = 0; j < head.length; j++) {
                head[j] /= count;
            }
        }
    }

    /** What this answer cost so far. */
    public Costs costs() {
        int tokens = session.grid().size();
        int kept = prefill.kept().map(KeptTokens::count).orElse(tokens);
        double decodeMillis = steps.stream()
                .skip(1)
                .mapToDouble(GenerationStep::millis)
                .average()
                .orElse(0);
        return new Costs(
                tokens,
                session.grid().validCount(),
                kept,
                run.crossCacheBytes(),
                run.crossCacheBytesFull(),
                session.visionMillis(),
                prefill.millis(),
                decodeMillis);
    }

    DecoderRun run() {
        return run;
    }

    /** Ids whose rows are in the caches: the prompt and all but the last token of the answer. */
    int[] fedIds() {
        return IntStream.concat(
                        IntStream.of(prompt),
                        steps.stream().limit(Math.max(0, steps.size() - 1)).mapToInt(GenerationStep::token))
                .toArray();
    }

    @Override
    public void close() {
        run.close();
    }
}
