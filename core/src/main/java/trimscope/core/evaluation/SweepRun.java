package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.RetainedMass;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Columns;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Sampling;
import trimscope.core.chat.Trimming;
import trimscope.core.model.Cancellation;
import trimscope.core.text.Turn;

/** A {@link Sweep} on its way: the first step is the full answer, every other one a point. No step leaves native memory behind. */
public final class SweepRun implements Stepwise {
    private final ChatSession session;
    private final List<Turn> earlier;
    private final String question;
    private final SweepSettings settings;
    private final Cancellation cancellation;
    private final List<SweepPoint> points = new ArrayList<>();
    private Optional<Reference> reference = Optional.empty();
    private Optional<Sweep> full = Optional.empty();

    /** What every point is held against. */
    private record Reference(ReferenceAnswer answer, HeadMaps maps) {}

    /**
     * A sweep that has not begun. The picture has been encoded when the session exists; every point is a prefill of its own.
     *
     * @param earlier the turns before, answers as they were generated
     */
    public SweepRun(
            ChatSession session,
            List<Turn> earlier,
            String question,
            SweepSettings settings,
            Cancellation cancellation) {
        this.session = session;
        this.earlier = List.copyOf(earlier);
        this.question = question;
        this.settings = settings;
        this.cancellation = cancellation;
    }

    @Override
    public boolean hasNext() {
        return points.size() < settings.points();
    }

    @Override
    public void next() throws ContextLimitException {
        if (full.isEmpty()) {
            answerInFull();
        } else {
            points.add(point(
                    settings.trimming(points.size()),
                    full.get().answer(),
                    reference.orElseThrow(() -> new IllegalStateException("the sweep was closed"))));
        }
    }

    @Override
    public int done() {
        return points.size();
    }

    @Override
    public int all() {
        return settings.points();
    }

    /** The points so far; empty before the full answer is there. */
    public Optional<Sweep> sweep() {
        return full.map(known -> known.withPoints(points));
    }

    private void answerInFull() throws ContextLimitException {
        try (Generation answer = session.ask(earlier, question, settings(Trimming.none()), cancellation)) {
            ReferenceAnswer read = ReferenceAnswer.run(answer);
            reference = Optional.of(new Reference(read, answer.answerAttention(Columns.FULL)));
            full = Optional.of(
                    new Sweep(question, answer.text(), read.tokens(), read.probability(), answer.costs(), List.of()));
        }
    }

    private AnswerSettings settings(Trimming trimming) {
        return new AnswerSettings(trimming, Sampling.GREEDY, settings.maxTokens(), false);
    }

    private SweepPoint point(Trimming trimming, String fullAnswer, Reference against) throws ContextLimitException {
        try (Generation trimmed = session.ask(earlier, question, settings(trimming), cancellation)) {
            ForcedAnswer forced = ForcedAnswer.read(trimmed, against.answer());
            RetainedMass retained = trimmed.prefill()
                    .kept()
                    .map(kept -> RetainedMass.of(against.maps(), kept))
                    .orElseGet(() -> RetainedMass.all(against.maps()));
            // Where every choice is the same the answer is too: nothing needs to be generated.
            String own = forced.firstDisagreement().isEmpty() ? fullAnswer : ownAnswer(trimmed);
            return new SweepPoint(trimming.rule().name(), trimming.ratio(), own, forced, retained, trimmed.costs());
        }
    }

    private String ownAnswer(Generation trimmed) {
        try (Generation own = trimmed.replay(settings.maxTokens(), cancellation)) {
            Finished.run(own);
            return own.text();
        }
    }

    @Override
    public void close() {
        reference = Optional.empty();
    }
}
