package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BilinearResizeTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/pictures/resize.csv")
    void equalsPillow(int width, int height, int newWidth, int newHeight, long checksum) {
        byte[] in = Patterns.pattern(width, height).shared();
        CRC32 found = new CRC32();
        found.update(BilinearResize.resize(in, height, width, newHeight, newWidth));
        assertEquals(checksum, found.getValue());
    }

    @Test
    void leavesAPictureOfTheRightSizeAlone() {
        byte[] in = Patterns.pattern(7, 5).shared();
        assertSame(in, BilinearResize.resize(in, 5, 7, 5, 7));
    }

    @Test
    void meansPairsWhenHalving() {
        byte[] in = {0, 100, 20, 10, 100, 40, 0, 100, 20, 10, 100, 40};
        // The triangle reaches half a pixel beyond each pair: weights 3, 3, 1 of 7.
        byte[] out = BilinearResize.resize(in, 1, 4, 1, 2);
        assertArrayEquals(new byte[] {4, 100, 29, 6, 100, 31}, out);
    }
}
