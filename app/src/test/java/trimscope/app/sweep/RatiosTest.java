package trimscope.app.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatiosTest {
    @Test
    void readsPercentsInAnyOrder() {
        assertEquals(Optional.of(List.of(1.0, 0.5, 0.05)), Ratios.read("5 %; 50,100, 50"));
    }

    @Test
    void refusesWhatIsNoRatio() {
        for (String typed : List.of("", " , ", "0", "101", "ten", "2.5", "-5")) {
            assertEquals(Optional.empty(), Ratios.read(typed), typed);
        }
    }
}
