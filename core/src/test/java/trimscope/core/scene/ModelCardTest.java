package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ChatTest;
import trimscope.core.chat.Columns;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Trimming;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.model.Cancellation;
import trimscope.core.scene.drawing.SceneRenderer;
import trimscope.core.scene.question.AnswerScore;
import trimscope.core.scene.question.Exam;
import trimscope.core.scene.question.QuestionAnswer;
import trimscope.core.scene.question.QuestionKind;

/**
 * The measurement of the demo model's card, done again here: the same 24 scenes and 276 questions, drawn and answered by
 * this program. What the card measured, the model must reach on our pictures.
 */
class ModelCardTest extends ChatTest {
    private static final int SCENES = 24;
    private static final long SEED = 424242;

    /** Right answers of 276 in the card, with the full picture and at ratio 0.1. */
    private static final double CARD = 0.78;

    private static final double TWO_POINTS = 0.02;

    /** Pixels around a thing that still count as pointing at it. */
    private static final double MARGIN = 4;

    /** Share of the 23 pointing questions where each layer's strongest patch lies on the thing asked for. */
    private static final Map<Integer, Double> CARD_POINTING = Map.of(2, 0.83, 4, 0.83, 6, 1.00, 8, 0.43);

    @Test
    void rightAnswers() throws ContextLimitException {
        AnswerScore full = new AnswerScore();
        AnswerScore trimmed = new AnswerScore();
        for (Exam exam : Exam.first(SCENES, SEED)) {
            try (ChatSession session = model.open(SceneRenderer.draw(exam.scene()), new Cancellation())) {
                for (QuestionAnswer question : exam.questions()) {
                    full.add(question, answer(session, question, Trimming.none()));
                    trimmed.add(question, answer(session, question, Trimming.atRatio(0.1)));
                }
            }
        }
        System.out.println("full picture: " + table(full));
        System.out.println("ratio 0.1: " + table(trimmed));
        assertEquals(276, full.asked());
        assertEquals(CARD, full.share(), TWO_POINTS, () -> table(full));
        assertEquals(CARD, trimmed.share(), TWO_POINTS, () -> table(trimmed));
    }

    private static String answer(ChatSession session, QuestionAnswer question, Trimming trimming)
            throws ContextLimitException {
        try (Generation generation = ask(session, question, trimming)) {
            return generation.text();
        }
    }

    private static Generation ask(ChatSession session, QuestionAnswer question, Trimming trimming)
            throws ContextLimitException {
        Generation generation =
                session.ask(List.of(), question.question(), AnswerSettings.greedy(trimming), new Cancellation());
        while (generation.hasNext()) {
            generation.next();
        }
        return generation;
    }

    private static String table(AnswerScore score) {
        String kinds = Stream.of(QuestionKind.values())
                .map(kind -> kind.label() + " " + score.right(kind) + "/" + score.asked(kind))
                .collect(Collectors.joining(", "));
        return score.right() + "/" + score.asked() + ": " + kinds;
    }

    /** The most attended patch, mean over the answer's tokens and the heads of a layer, lies on the thing. */
    @Test
    void pointing() throws ContextLimitException {
        Map<Integer, Integer> hits = new TreeMap<>();
        int asked = 0;
        for (Exam exam : Exam.first(SCENES, SEED)) {
            if (exam.pointing().isEmpty()) {
                continue;
            }
            asked++;
            QuestionAnswer question = exam.pointing().get();
            try (ChatSession session = model.open(SceneRenderer.draw(exam.scene()), new Cancellation());
                    Generation generation = ask(session, question, Trimming.none())) {
                HeadMaps maps = answerMaps(generation);
                for (int layer : maps.layers()) {
                    boolean hit = pointsAt(
                            session.grid(), mean(maps, layer), question.boxes().get(0));
                    hits.merge(layer, hit ? 1 : 0, Integer::sum);
                }
            }
        }
        System.out.println("pointing, hits by layer of " + asked + ": " + hits);
        assertEquals(23, asked);
        // One of the 23 may fall on the other side: the grain differs.
        for (Map.Entry<Integer, Integer> entry : hits.entrySet()) {
            assertEquals(CARD_POINTING.getOrDefault(entry.getKey(), Double.NaN), entry.getValue() / 23.0, 1.01 / 23);
        }
    }

    private static HeadMaps answerMaps(Generation generation) {
        int prompt = generation.prefill().tokens().size();
        List<Integer> answer = IntStream.range(0, generation.steps().size())
                .mapToObj(i -> prompt + i)
                .toList();
        return generation.attention(answer, Aggregation.MEAN, Columns.RUN);
    }

    private static CrossAttentionMap mean(HeadMaps maps, int layer) {
        List<Integer> heads = IntStream.range(0, maps.heads()).boxed().toList();
        return maps.map(List.of(layer), heads, Aggregation.MEAN);
    }

    private static boolean pointsAt(PatchGrid grid, CrossAttentionMap map, Box thing) {
        int best = IntStream.range(0, grid.size())
                .filter(token -> grid.box(token).isPresent())
                .reduce((a, b) -> map.weight(b) > map.weight(a) ? b : a)
                .orElseThrow();
        Box patch = grid.box(best).orElseThrow();
        double x = (patch.x0() + patch.x1()) / 2;
        double y = (patch.y0() + patch.y1()) / 2;
        return new Box(thing.x0() - MARGIN, thing.y0() - MARGIN, thing.x1() + MARGIN, thing.y1() + MARGIN)
                .contains(x, y);
    }
}
