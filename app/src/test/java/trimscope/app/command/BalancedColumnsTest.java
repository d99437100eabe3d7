package trimscope.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class BalancedColumnsTest {
    private static final int WIDE = 1000;

    private final List<Region> blocks = IntStream.of(100, 40, 60, 120, 90)
            .mapToObj(BalancedColumnsTest::block)
            .toList();
    private final BalancedColumns columns = new BalancedColumns(3, blocks);

    @Test
    void theLongestColumnIsAsShortAsTheOrderAllows() {
        columns.resize(WIDE, columns.prefHeight(WIDE));
        columns.layout();
        assertEquals(List.of(0, 0, 1, 1, 2), columnNumbers());
        assertEquals(60 + 12 + 120, columns.prefHeight(WIDE));
    }

    @Test
    void thereAreAsManyColumnsAsThereIsRoomFor() {
        double two = 200 + 20;
        assertEquals(100 + 12 + 40 + 12 + 60, columns.prefHeight(two));
        columns.resize(two, columns.prefHeight(two));
        columns.layout();
        assertEquals(List.of(0, 0, 0, 1, 1), columnNumbers());
        columns.resize(two - 2, columns.prefHeight(two - 2));
        columns.layout();
        assertEquals(List.of(0, 0, 0, 0, 0), columnNumbers());
        assertEquals(100, columns.minWidth(-1));
    }

    private List<Integer> columnNumbers() {
        List<Double> places = blocks.stream().map(Region::getLayoutX).toList();
        List<Double> distinct = places.stream().distinct().sorted().toList();
        return places.stream().map(distinct::indexOf).toList();
    }

    private static Region block(int height) {
        Region block = new Region();
        block.setPrefSize(100, height);
        return block;
    }
}
