package trimscope.app.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.app.DemoExploration;
import trimscope.app.inference.MapSurvey;
import trimscope.app.inference.Quantity;
import trimscope.app.inference.StepwiseExecutor;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale;

class RunSurveyTest {
    @Test
    void theSharedRangeIsThatOfTheAnswersHeaviestPatch() {
        try (DemoExploration demo = new DemoExploration()) {
            Exploration exploration = asked(demo);
            assertEquals(Optional.empty(), exploration.survey().surveyProperty().get(), "nobody wants it");
            exploration.survey().wantedProperty().set(true);
            MapSurvey survey = exploration.survey().surveyProperty().get().orElseThrow();
            PatchGrid grid = demo.picture().gridProperty().get().orElseThrow();
            double heaviest = 0;
            for (SequenceToken token : run(exploration).answerTokens()) {
                exploration.focus().select(token.position());
                var map = exploration.focus().mapProperty().get().orElseThrow();
                heaviest = Math.max(heaviest, ColorScale.ofMap(map, grid).maximum());
            }
            ColorScale shared =
                    survey.range(SinkTreatment.NONE).scale(ColorScale.Extent.RUN, ColorScale.Curve.LINEAR, 100);
            assertEquals(heaviest, shared.maximum(), 1e-6);
            assertEquals("this run", shared.extent().label());
        }
    }

    @Test
    void otherLayersAndQuantitiesAreSurveyedAnew() {
        try (DemoExploration demo = new DemoExploration()) {
            Exploration exploration = asked(demo);
            exploration.survey().wantedProperty().set(true);
            Optional<MapSurvey> first = exploration.survey().surveyProperty().get();
            exploration.focus().choose(new HeadChoice(List.of(4), List.of(3), Aggregation.MEAN));
            Optional<MapSurvey> second = exploration.survey().surveyProperty().get();
            assertNotEquals(first, second);
            exploration.focus().measure(Quantity.CONTRIBUTION);
            assertNotEquals(second, exploration.survey().surveyProperty().get());
            exploration.survey().wantedProperty().set(false);
            assertEquals(Optional.empty(), exploration.survey().surveyProperty().get());
        }
    }

    @Test
    void theEmbeddedModelsClassTokensAreSinks() {
        try (DemoExploration demo = new DemoExploration()) {
            Exploration exploration = asked(demo);
            exploration
                    .focus()
                    .choose(new HeadChoice(
                            List.of(2, 4, 6, 8), IntStream.range(0, 6).boxed().toList(), Aggregation.MEAN));
            exploration.survey().wantedProperty().set(true);
            MapSurvey survey = exploration.survey().surveyProperty().get().orElseThrow();
            PatchGrid grid = demo.picture().gridProperty().get().orElseThrow();
            for (int tile = 0; tile < grid.tiles(); tile++) {
                assertTrue(survey.sinks().contains(grid.classToken(tile)), "tile " + tile);
            }
            // Twenty tokens that speak of one thing look at it nearly as often.
            assertTrue(survey.sinks().count() < 10, survey.sinks().count() + " sinks");
        }
    }

    @Test
    void aSurveyIsTakenBetweenTheStepsOfTheNextAnswerAndMakesRoomForIt() {
        StepwiseExecutor inference = new StepwiseExecutor();
        try (DemoExploration demo = new DemoExploration(inference)) {
            inference.runAll();
            Exploration exploration = demo.exploration();
            exploration.ask(demo.picture().suggestions().get(0));
            inference.runAll();
            exploration.survey().wantedProperty().set(true);
            for (int task = 0; task < 3; task++) {
                inference.runOne();
            }
            assertEquals(Optional.empty(), exploration.survey().surveyProperty().get());
            exploration.answerAgain();
            inference.runUntil(() -> run(exploration).state() == RunState.ANSWERED);
            inference.runAll();
            assertEquals(
                    run(exploration).id(),
                    exploration
                            .survey()
                            .surveyProperty()
                            .get()
                            .orElseThrow()
                            .query()
                            .tokens()
                            .run());
            assertEquals(List.of(), exploration.notices());
        }
    }

    @Test
    void theTintAndTheContributionViewTellTheSame() {
        try (DemoExploration demo = new DemoExploration()) {
            Exploration exploration = asked(demo);
            exploration
                    .focus()
                    .choose(new HeadChoice(
                            List.of(2, 4, 6, 8), IntStream.range(0, 6).boxed().toList(), Aggregation.MEAN));
            exploration.focus().measure(Quantity.CONTRIBUTION);
            for (SequenceToken token : run(exploration).answerTokens()) {
                exploration.focus().select(token.position());
                double shown =
                        exploration.focus().mapProperty().get().orElseThrow().total();
                double tinted = run(exploration).figures(token).orElseThrow().contribution();
                assertEquals(shown, tinted, 1e-5 * shown);
                assertTrue(tinted > 0);
            }
        }
    }

    private static Exploration asked(DemoExploration demo) {
        demo.exploration().ask(demo.picture().suggestions().get(0));
        return demo.exploration();
    }

    private static Run run(Exploration exploration) {
        return exploration.runProperty().get().orElseThrow();
    }
}
