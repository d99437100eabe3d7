package trimscope.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.TokenKind;
import trimscope.app.exploration.Word;
import trimscope.app.window.Theme;

/** The longest answers that there are. */
class AnswerTableTest extends ApplicationTest {
    private static final int LONG = 512;
    private static final double LONGEST_MILLIS = 250;

    private @Nullable AnswerTable table;
    private double longestLayout;
    private long layoutBegan;

    @Override
    public void start(Stage stage) {
        table = new AnswerTable(cell -> {});
        Scene scene = new Scene(new StackPane(table), 480, 240);
        Theme.LIGHT.apply(scene);
        stage.setWidth(480);
        stage.setHeight(240);
        stage.setScene(scene);
        scene.addPreLayoutPulseListener(() -> layoutBegan = now());
        scene.addPostLayoutPulseListener(() -> longestLayout = Math.max(longestLayout, (now() - layoutBegan) / 1e6));
        stage.show();
        stage.sizeToScene();
    }

    @Test
    void aLongAnswerHoldsTheWindowNoLongerThanAShortOne() throws Exception {
        onWindow(() -> show(8)); // loads classes and styles
        longestLayout = 0;
        AlignedAnswers answers = answers(LONG);
        assertTrue(millis(() -> table().show(answers)) < LONGEST_MILLIS);
        assertTrue(millis(() -> table().showFigures(AnswerTableTest::figures)) < LONGEST_MILLIS);
        for (int cell : new int[] {LONG - 1, 0, LONG / 2}) {
            assertTrue(millis(() -> table().showSelected(OptionalInt.of(cell))) < LONGEST_MILLIS);
            await(word(cell));
        }
        assertTrue(onWindow(() -> longestLayout) < LONGEST_MILLIS, () -> longestLayout + " ms");
        assertTrue(cells().size() < LONG / 4, "what nobody sees is not there");
    }

    @Test
    void aSelectionThatComesWithItsAnswersIsSeen() throws Exception {
        onWindow(() -> {
            table().show(answers(LONG));
            table().showSelected(OptionalInt.of(LONG - 1));
            return true;
        });
        await(word(LONG - 1));
    }

    @Test
    void eachLineBeginsWithTheNamesOfTheRows() throws Exception {
        onWindow(() -> show(40));
        Set<Double> lines = cells().stream().map(cell -> area(cell).getMinY()).collect(Collectors.toSet());
        assertTrue(lines.size() > 1);
        Set<Node> names = lookup(".aligned-names").queryAll();
        assertEquals(lines, names.stream().map(name -> area(name).getMinY()).collect(Collectors.toSet()));
        double right =
                names.stream().mapToDouble(name -> area(name).getMaxX()).max().orElseThrow();
        cells().forEach(cell -> assertTrue(area(cell).getMinX() >= right));
    }

    @Test
    void figuresThatComeLaterMoveNothing() throws Exception {
        onWindow(() -> show(12));
        List<Bounds> before = cells().stream().map(AnswerTableTest::area).toList();
        onWindow(() -> {
            table().showFigures(AnswerTableTest::figures);
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents(4);
        assertEquals(before, cells().stream().map(AnswerTableTest::area).toList());
        assertTrue(words().contains("0.250"));
    }

    private AnswerTable table() {
        return Objects.requireNonNull(table);
    }

    private boolean show(int words) {
        table().show(answers(words));
        return true;
    }

    private static AlignedAnswers answers(int words) {
        return new AlignedAnswers(IntStream.range(0, words)
                .mapToObj(at -> {
                    boolean equal = at % 7 != 0;
                    return new AlignedCell(
                            Optional.of(written(at, word(at))),
                            equal ? Optional.of(written(at, word(at))) : Optional.empty(),
                            equal);
                })
                .toList());
    }

    private static Word written(int at, String text) {
        return new Word(List.of(new SequenceToken(at, at, text, TokenKind.ANSWER, OptionalDouble.of(0.5))));
    }

    private static String word(int at) {
        return "word" + at;
    }

    private static Optional<CellFigures> figures(AlignedCell cell) {
        return Optional.of(new CellFigures(0.25, 0.125, 0.5, Optional.empty()));
    }

    private List<Node> cells() {
        return onWindow(() -> lookup((Node node) -> node instanceof CellView).queryAll().stream()
                .sorted((a, b) -> Double.compare(place(a), place(b)))
                .toList());
    }

    private static double place(Node node) {
        return area(node).getMinY() * 10_000 + area(node).getMinX();
    }

    private static Bounds area(Node node) {
        return node.getBoundsInParent();
    }

    private Set<String> words() {
        return onWindow(() -> lookup(".label").queryAllAs(Label.class).stream()
                .filter(label -> table().localToScene(table().getBoundsInLocal())
                        .contains(label.localToScene(label.getBoundsInLocal())))
                .map(Label::getText)
                .collect(Collectors.toSet()));
    }

    private void await(String word) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> words().contains(word));
    }

    /** Processor time of the window's thread for something, without the layouts that follow. */
    private static double millis(Runnable something) {
        double millis = onWindow(() -> {
            long began = now();
            something.run();
            return (now() - began) / 1e6;
        });
        WaitForAsyncUtils.waitForFxEvents(4);
        return millis;
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static <T> T onWindow(Callable<T> action) {
        T found = WaitForAsyncUtils.waitForAsyncFx(60_000, action);
        WaitForAsyncUtils.waitForFxEvents(2);
        return found;
    }
}
