package trimscope.core.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;

/**
 * What another ratio's first token costs, against the first answer's, which has to encode the picture: the embedded model on a picture of
 * four tiles.
 */
final class NewRatio {
    private static final List<Double> RATIOS = List.of(0.5, 0.25, 0.1, 0.05);
    private static final Cancellation NEVER = new Cancellation();

    private NewRatio() {}

    /**
     * One picture asked anew.
     *
     * @param tiles real tiles of the picture
     * @param encodings how often the picture was encoded over all ratios
     * @param first milliseconds from the picture's pixels to the first answer's first token
     * @param others milliseconds from another ratio to its first token, one a ratio
     */
    record Round(int tiles, int encodings, double first, List<Double> others) {}

    static List<Round> rounds(int count) throws Exception {
        try (ChatModel model = ChatModel.load(EmbeddedModel.folder(), ModelOptions.defaults(), NEVER)) {
            round(model);
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rounds.add(round(model));
            }
            return rounds;
        }
    }

    private static Round round(ChatModel model) throws Exception {
        Sample sample = SampleGallery.samples().get(3);
        String question = sample.questions().get(0);
        long start = System.nanoTime();
        try (ChatSession session = model.open(sample.picture(), NEVER)) {
            firstToken(session, question, 1);
            double first = (System.nanoTime() - start) / 1e6;
            List<Double> others = new ArrayList<>();
            for (double ratio : RATIOS) {
                long asked = System.nanoTime();
                firstToken(session, question, ratio);
                others.add((System.nanoTime() - asked) / 1e6);
            }
            return new Round(session.grid().tiles(), session.encodings(), first, others);
        }
    }

    private static void firstToken(ChatSession session, String question, double ratio) throws Exception {
        AnswerSettings settings = AnswerSettings.greedy(Trimming.atRatio(ratio));
        try (Generation answer = session.ask(List.of(), question, settings, NEVER)) {
            answer.next();
        }
    }

    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Median over the rounds of a new ratio's time over the first answer's. */
    static double share(List<Round> rounds) {
        return median(rounds.stream()
                .flatMapToDouble(round -> round.others().stream().mapToDouble(other -> other / round.first())));
    }

    /** One line for people. */
    static String measure() throws Exception {
        List<Round> rounds = rounds(20);
        return String.format(
                Locale.ROOT,
                "%-40s %9.3f of the first answer's (medians %.1f ms of %.1f ms, %d rounds)",
                "first token of a new ratio",
                share(rounds),
                median(rounds.stream()
                        .flatMapToDouble(round -> round.others().stream().mapToDouble(Double::doubleValue))),
                median(rounds.stream().mapToDouble(Round::first)),
                rounds.size());
    }
}
