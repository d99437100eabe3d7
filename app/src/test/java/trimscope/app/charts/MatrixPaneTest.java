package trimscope.app.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.exploration.HeadChoice;
import trimscope.core.attention.Aggregation;

class MatrixPaneTest extends PaneTest {
    MatrixPaneTest() {
        super(MatrixPane::new);
    }

    @Test
    void aCellChoosesItsLayerAndHead() {
        clickOn("#cell-4-3");
        assertEquals(Set.of(4), choice().layers());
        assertEquals(Set.of(3), choice().heads());
        var maps = exploration().focus().mapsProperty().get().orElseThrow().maps();
        assertEquals(
                maps.map(4, 3).max(),
                exploration().focus().mapProperty().get().orElseThrow().max());
    }

    @Test
    void moreCellsAreAddedWithShift() {
        clickOn("#cell-4-3");
        press(KeyCode.SHIFT).clickOn("#cell-6-1").release(KeyCode.SHIFT);
        assertEquals(Set.of(4, 6), choice().layers());
        assertEquals(Set.of(1, 3), choice().heads());
    }

    @Test
    void headersChooseWholeRowsAndColumns() {
        clickOn("layer 8");
        assertEquals(Set.of(8), choice().layers());
        assertEquals(6, choice().heads().size());
        clickOn("all");
        assertEquals(new TreeSet<>(Set.of(2, 4, 6, 8)), choice().layers());
    }

    @Test
    void theMaximumIsAnotherMapThanTheMean() {
        clickOn("#aggregation-max");
        assertEquals(Aggregation.MAX, choice().aggregation());
    }

    private HeadChoice choice() {
        return exploration().focus().choiceProperty().get().orElseThrow();
    }
}
