package trimscope.core.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NewRatioTest {
    /** The goal is a fifth; a machine that does other things meanwhile gets room, for what must not come back is the encoding. */
    private static final double MOST = 0.5;

    @Test
    void anotherRatioDoesNotPayForThePictureAgain() throws Exception {
        List<NewRatio.Round> rounds = NewRatio.rounds(5);
        for (NewRatio.Round round : rounds) {
            assertEquals(4, round.tiles());
            assertEquals(1, round.encodings());
        }
        assertTrue(NewRatio.share(rounds) < MOST, () -> "a new ratio costs " + NewRatio.share(rounds));
    }
}
