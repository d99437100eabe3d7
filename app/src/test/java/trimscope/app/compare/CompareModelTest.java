package trimscope.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.app.DemoExploration;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.Run;
import trimscope.app.inference.Quantity;
import trimscope.app.scale.HeatmapLook;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.DifferenceStyle;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.pruning.KeptTokens;

class CompareModelTest {
    private final DemoExploration demo = new DemoExploration();
    private final Exploration exploration = demo.exploration();
    private final CompareModel model = new CompareModel(exploration);

    @BeforeEach
    void answerTwice() {
        exploration.ask("What is on the sign?");
        exploration.trim().percentProperty().set(1);
        exploration.answerAtChosenRatio();
        exploration.focus().choose(HeadChoice.allHeads(List.of(6), 6));
        model.follow(true);
    }

    @AfterEach
    void free() {
        demo.close();
    }

    @Test
    void oneWordIsSelectedEverywhere() {
        List<AlignedCell> cells = model.answersProperty().get().cells();
        int there = indexOf(cells, true);
        model.select(there);
        assertEquals(
                cells.get(there).positions().second(),
                exploration.focus().selectedProperty().get());
        int other = there == 0 ? cells.size() - 1 : 0;
        exploration.focus().select(cells.get(other).positions().second().get(0));
        assertEquals(OptionalInt.of(other), model.selectedProperty().get());
        model.step(other == 0 ? 1 : -1);
        assertEquals(
                OptionalInt.of(other == 0 ? 1 : cells.size() - 2),
                model.selectedProperty().get());
    }

    @Test
    void mapsAreThoseOfTheExplorationInTheRunThatIsShown() {
        exploration.select(first());
        model.select(0);
        assertEquals(
                List.of(weights(exploration.focus().mapProperty().get().orElseThrow())),
                List.of(weights(model.mapsProperty().get().first().orElseThrow())));
        exploration.select(second());
        model.select(0);
        assertEquals(
                weights(exploration.focus().mapProperty().get().orElseThrow()),
                weights(model.mapsProperty().get().second().orElseThrow()));
    }

    @Test
    void bothMapsHaveOneRange() {
        model.select(0);
        MapPair maps = model.mapsProperty().get();
        PatchGrid grid = model.grid().orElseThrow();
        model.scale().change(look -> look.withTable(ColorTable.MAGMA));
        HeatmapStyle style = model.scale().style().orElseThrow();
        double heaviest = 0;
        double largest = 0;
        for (int token = 0; token < grid.validCount(); token++) {
            if (grid.kind(token) == PatchGrid.Kind.PATCH) {
                double first = maps.first().orElseThrow().weight(token);
                double second = maps.second().orElseThrow().weight(token);
                heaviest = Math.max(heaviest, Math.max(first, second));
                largest = Math.max(largest, Math.abs(second - first));
            }
        }
        assertEquals(heaviest, style.scale().maximum());
        assertEquals(ColorTable.MAGMA, style.table());
        DifferenceStyle difference = model.differenceStyle().orElseThrow();
        assertEquals(largest, difference.limit());
    }

    @Test
    void theRangeFollowsTheScaleThatPeopleWant() {
        model.select(0);
        double whole = model.scale().style().orElseThrow().scale().maximum();
        double change = model.differenceStyle().orElseThrow().limit();
        model.scale()
                .change(look ->
                        look.withClipped(true).withCurve(ColorScale.Curve.LOG).withSmooth(true));
        HeatmapStyle clipped = model.scale().style().orElseThrow();
        assertEquals(ColorScale.Curve.LOG, clipped.scale().curve());
        assertEquals(ColorScale.Extent.PAIR, clipped.scale().extent());
        assertTrue(clipped.scale().maximum() < whole);
        assertTrue(clipped.smooth());
        assertTrue(model.differenceStyle().orElseThrow().limit() < change);

        model.scale().change(look -> HeatmapLook.DEFAULT);
        model.scale().scaleTo(ColorScale.Extent.FIXED);
        model.select(model.answersProperty().get().cells().size() - 1);
        ColorScale fixed = model.scale().style().orElseThrow().scale();
        assertEquals(ColorScale.Extent.FIXED, fixed.extent());
        assertEquals(whole, fixed.maximum());
        model.scale().scaleTo(ColorScale.Extent.PAIR);
        assertNotEquals(whole, model.scale().style().orElseThrow().scale().maximum());
    }

    @Test
    void contributionsAreComparedToo() {
        model.select(0);
        String weights = weights(model.mapsProperty().get().second().orElseThrow());
        exploration.focus().measure(Quantity.CONTRIBUTION);
        assertEquals(Quantity.CONTRIBUTION, model.quantity());
        assertNotEquals(weights, weights(model.mapsProperty().get().second().orElseThrow()));
    }

    @Test
    void aWordThatOneAnswerLacksHasOneMapAndNoDifference() {
        int only = indexOf(model.answersProperty().get().cells(), false);
        model.select(only);
        MapPair maps = model.mapsProperty().get();
        assertTrue(maps.first().isPresent() != maps.second().isPresent());
        assertEquals(Optional.empty(), maps.difference());
        assertTrue(model.caption().contains("–"), model.caption());
    }

    @Test
    void aTokenOfThePromptIsComparedToo() {
        int position = second().answerTokens().get(0).position() - 3;
        exploration.focus().select(position);
        assertEquals(OptionalInt.empty(), model.selectedProperty().get());
        assertTrue(model.mapsProperty().get().difference().isPresent());
    }

    @Test
    void differencesAreVisitedInTurn() {
        List<AlignedCell> cells = model.answersProperty().get().cells();
        long differing = cells.stream().filter(cell -> !cell.equal()).count();
        model.select(cells.size() - 1);
        int first = model.answersProperty().get().firstDivergence().orElseThrow();
        for (long i = 0; i <= differing; i++) {
            model.stepToDifference();
            int at = model.selectedProperty().get().orElseThrow();
            assertTrue(!cells.get(at).equal());
            assertEquals(i == 0 || i == differing, at == first);
        }
    }

    @Test
    void keptTokensAreThoseOfEachRun() {
        assertEquals(Optional.empty(), CompareModel.kept(Optional.of(first())));
        KeptTokens kept = CompareModel.kept(Optional.of(second())).orElseThrow();
        assertEquals(second().prefillProperty().get().orElseThrow().kept(), Optional.of(kept));
    }

    private static int indexOf(List<AlignedCell> cells, boolean both) {
        for (int i = 0; i < cells.size(); i++) {
            if ((cells.get(i).first().isPresent() && cells.get(i).second().isPresent()) == both) {
                return i;
            }
        }
        throw new AssertionError("no such cell");
    }

    private static String weights(CrossAttentionMap map) {
        return Arrays.toString(map.toArray());
    }

    private Run first() {
        return exploration.pair().first().orElseThrow();
    }

    private Run second() {
        return exploration.pair().second().orElseThrow();
    }
}
