package trimscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.DemoExploration;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.SweepState;
import trimscope.app.inference.StepwiseExecutor;
import trimscope.app.window.Theme;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.pruning.Rules;

/** A walk through the sweep on the real core; the test sets the model's pace. */
class SweepViewTest extends ApplicationTest {
    private final StepwiseExecutor inference = new StepwiseExecutor();
    private final DemoExploration demo = new DemoExploration(inference);
    private final Exploration exploration = demo.exploration();
    private int explored;

    @TempDir
    private Path folder;

    @Override
    public void start(Stage stage) {
        inference.runAll();
        exploration.ask(demo.picture().suggestions().get(0));
        inference.runAll();
        SweepView view = new SweepView(exploration, () -> explored++, name -> Optional.of(folder.resolve(name)));
        HBox tools = new HBox();
        tools.getChildren().addAll(view.tools());
        VBox.setVgrow(view, Priority.ALWAYS);
        Scene scene = new Scene(new VBox(tools, view), 900, 760);
        Theme.LIGHT.apply(scene);
        stage.setScene(scene);
        stage.show();
        view.opened();
    }

    @AfterEach
    void free() {
        interact(() -> {
            demo.close();
            inference.runAll();
        });
    }

    @Test
    void pointsAppearWhileItRunsAndStayWhenItIsCancelled() {
        choose("100, 5", "trimmed-llama", "grid");
        assertTrue(lookup("#sweep-cancel").query().isDisabled());
        clickOn("#sweep-start");
        assertTrue(lookup("#sweep-start").query().isDisabled());
        assertFalse(lookup("#sweep-hint").queryAs(Label.class).getText().isBlank());
        interact(() -> inference.runUntil(() -> state().done() == 3));
        assertEquals(4, state().all());
        assertTrue(lookup("#point-2").tryQuery().isPresent());
        assertTrue(lookup("#point-3").tryQuery().isEmpty());

        clickOn("#sweep-cancel");
        interact(inference::runAll);
        assertEquals(SweepState.Phase.CANCELLED, state().phase());
        assertEquals(3, state().done());
        assertTrue(lookup("#point-2").tryQuery().isPresent());
        assertFalse(lookup("#sweep-start").query().isDisabled());
    }

    @Test
    void aPointOpensItsRunAndAtAllTokensThatIsTheFullRunBitForBit() {
        Run full = run();
        choose("100, 5", "grid");
        sweep();
        clickOn("#point-1");
        interact(inference::runAll);
        assertEquals(1, explored);
        assertEquals(5, run().percent());
        assertEquals("grid", run().trimming().rule().name());
        assertEquals(RunState.ANSWERED, run().state());

        interact(() -> exploration.sweeps().open(0));
        interact(inference::runAll);
        assertEquals(full, run());
        interact(exploration::answerAgain);
        interact(inference::runAll);
        assertEquals(probabilities(full), probabilities(run()));
    }

    @Test
    void theChartIsWalkedByKeys() {
        choose("50, 5", "trimmed-llama", "random");
        sweep();
        clickOn("#sweep-chart");
        push(KeyCode.RIGHT).push(KeyCode.LEFT).push(KeyCode.DOWN);
        String told = lookup("#sweep-chart").query().getAccessibleText();
        assertTrue(told.contains("Random · 5 % per head"), told);
        push(KeyCode.ENTER);
        interact(inference::runAll);
        assertEquals("random", run().trimming().rule().name());
    }

    @Test
    void filesHoldWhatTheCommandLineWrites() throws Exception {
        choose("10", "trimmed-llama", "grid");
        sweep();
        String csv = state().result().orElseThrow().forms("demo").csv();
        export(0);
        assertEquals(csv, Files.readString(written("sweep.csv")));
        export(1);
        assertTrue(Files.readString(written("sweep.json")).startsWith("{\"model\":\"demo\",\"sweep\":{"));
        export(2);
        byte[] png = Files.readAllBytes(written("sweep.png"));
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, Arrays.copyOf(png, 4));
    }

    @Test
    void aSceneWhoseAnswerBrokeOpensWithBothAnswers() {
        clickOn("#of-scenes");
        interact(() -> {
            lookup("#scenes").queryAs(TextField.class).setText("8");
            lookup("#sweep-seed").queryAs(TextField.class).setText("3");
        });
        choose("2, 1", "random", "last-query");
        sweep();
        @SuppressWarnings("unchecked")
        ListView<SceneCase> broken = lookup("#broken-list").queryAs(ListView.class);
        int point = IntStream.range(0, 4)
                .filter(at -> model().broken(at).size() > 0)
                .findFirst()
                .orElseThrow();
        interact(() -> lookup("#sweep-table").queryAs(SweepTable.class).choose(point));
        assertEquals(model().broken(point), broken.getItems());
        SceneCase scene = broken.getItems().get(0);
        String trimmed = scene.sweep().points().get(point).answer();
        interact(() -> broken.getSelectionModel().select(0));
        interact(broken::requestFocus);
        push(KeyCode.ENTER);
        interact(inference::runAll);
        assertEquals("seed 3, scene " + scene.index(), run().picture().name());
        List<Run> runs = run().picture().runs();
        assertEquals(
                List.of(scene.sweep().answer(), trimmed),
                runs.stream().map(Run::answer).toList());
        assertEquals(1, explored);
    }

    @Test
    void whatCannotBeginIsSaid() {
        interact(() -> lookup("#ratios").queryAs(TextField.class).setText("0"));
        assertTrue(lookup("#sweep-start").query().isDisabled());
        assertEquals(
                "Ratios are whole numbers from 1 to 100.",
                lookup("#sweep-complaint").queryAs(Label.class).getText());
        choose("10");
        assertEquals(
                "Choose a rule.",
                lookup("#sweep-complaint").queryAs(Label.class).getText());
    }

    private void choose(String ratios, String... rules) {
        interact(() -> {
            lookup("#ratios").queryAs(TextField.class).setText(ratios);
            Rules.ALL.forEach(rule -> lookup("#sweep-" + rule.name())
                    .queryAs(CheckBox.class)
                    .setSelected(List.of(rules).contains(rule.name())));
        });
    }

    private void sweep() {
        interact(() -> lookup("#sweep-start").queryAs(Button.class).fire());
        interact(inference::runAll);
        assertEquals(SweepState.Phase.FINISHED, state().phase());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void export(int item) {
        Node menu = lookup("#sweep-export").query();
        interact(() -> ((MenuButton) menu).getItems().get(item).fire());
    }

    private Path written(String name) throws Exception {
        Path file = folder.resolve(name);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> Files.exists(file));
        return file;
    }

    private SweepModel model() {
        return new SweepModel(exploration);
    }

    private SweepState state() {
        return exploration.sweeps().stateProperty().get().orElseThrow();
    }

    private Run run() {
        return exploration.runProperty().get().orElseThrow();
    }

    private static List<Object> probabilities(Run run) {
        return run.tokens().stream()
                .filter(SequenceToken::isAnswer)
                .map(token -> (Object) List.of(token.id(), token.probability()))
                .toList();
    }
}
