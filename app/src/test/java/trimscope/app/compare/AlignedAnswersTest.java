package trimscope.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.app.DemoExploration;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.TokenPair;
import trimscope.core.evaluation.Comparison;
import trimscope.core.evaluation.ForcedToken;

/** Answers of the embedded model: with all tokens to a sign that one percent does not keep. */
class AlignedAnswersTest {
    private final DemoExploration demo = new DemoExploration();
    private final Exploration exploration = demo.exploration();

    @BeforeEach
    void answerTwice() {
        exploration.pair().setFollowed(true);
        exploration.ask("What is on the sign?");
        exploration.trim().percentProperty().set(1);
        exploration.answerAtChosenRatio();
    }

    @AfterEach
    void free() {
        demo.close();
    }

    @Test
    void everyTokenStandsInExactlyOneCell() {
        for (AlignedAnswers answers :
                List.of(AlignedAnswers.byToken(first(), second()), AlignedAnswers.byWord(first(), second()))) {
            assertEquals(
                    first().tokens().subList(prompt(), first().tokens().size()),
                    answers.cells().stream()
                            .flatMap(cell -> cell.first().stream())
                            .flatMap(word -> word.tokens().stream())
                            .toList());
            assertEquals(
                    second().tokens().subList(prompt(), second().tokens().size()),
                    answers.cells().stream()
                            .flatMap(cell -> cell.second().stream())
                            .flatMap(word -> word.tokens().stream())
                            .toList());
        }
    }

    @Test
    void tokensPartWhereTheCoreSaysSo() {
        AlignedAnswers answers = AlignedAnswers.byToken(first(), second());
        assertEquals(comparison().firstDivergence(), answers.firstDivergence());
        assertTrue(answers.firstDivergence().isPresent());
        assertEquals(
                OptionalInt.empty(), AlignedAnswers.byToken(first(), first()).firstDivergence());
    }

    @Test
    void whatDiffersAtTheSamePlaceStandsSideBySide() {
        AlignedAnswers answers = AlignedAnswers.byWord(first(), second());
        AlignedCell parting = answers.cells().get(answers.firstDivergence().orElseThrow());
        assertTrue(parting.first().isPresent() && parting.second().isPresent(), () -> texts(answers));
        AlignedCell end = answers.cells().get(answers.cells().size() - 1);
        assertTrue(end.equal());
        assertEquals("end", AlignedCell.text(end.first()));
        TokenPair last = end.positions();
        assertEquals(List.of(first().tokens().size() - 1), last.first());
        assertEquals(List.of(second().tokens().size() - 1), last.second());
    }

    @Test
    void figuresOfAWordAreThoseOfItsTokens() {
        List<ForcedToken> forced = comparison().forced().tokens();
        double first = 1;
        double second = 1;
        double divergence = 0;
        for (AlignedCell cell : AlignedAnswers.byWord(first(), second()).cells()) {
            if (cell.first().isPresent()) {
                CellFigures figures = CellFigures.of(cell.first().get(), comparison(), prompt());
                first *= figures.first();
                second *= figures.second();
                divergence += figures.divergence();
            }
        }
        assertEquals(comparison().forced().referenceProbability(), first, 1e-12);
        assertEquals(comparison().forced().probability(), second, 1e-12);
        assertEquals(comparison().forced().meanDivergence(), divergence / forced.size(), 1e-9);
    }

    @Test
    void figuresAreShort() {
        assertEquals("0.997", CellFigures.probability(0.99712));
        assertEquals("<.001", CellFigures.probability(1e-7));
        assertEquals("0", CellFigures.nats(1e-9));
        assertEquals("12.3", CellFigures.nats(12.345));
    }

    private static String texts(AlignedAnswers answers) {
        return answers.cells().stream()
                .map(cell -> AlignedCell.text(cell.first()) + "/" + AlignedCell.text(cell.second()))
                .collect(Collectors.joining(" "));
    }

    private Comparison comparison() {
        return exploration.pair().comparisonProperty().get().orElseThrow();
    }

    private int prompt() {
        return first().prefillProperty().get().orElseThrow().tokens().size();
    }

    private Run first() {
        return exploration.pair().first().orElseThrow();
    }

    private Run second() {
        return exploration.pair().second().orElseThrow();
    }
}
