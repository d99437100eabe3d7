package trimscope.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PeakMemoryTest {
    /** A GPU on which others hold 10 bytes, and an allocator that keeps what it once had. */
    private static class Card {
        private long kept = 70;

        void compute(long bytes) {
            kept = Math.max(kept, bytes);
        }
    }

    @Test
    void onAGpuItIsWhatTheAllocatorHasTakenSince() {
        Card card = new Card();
        PeakMemory peak = PeakMemory.onGpu(() -> card.kept = 20, () -> OptionalLong.of(10 + card.kept));
        card.compute(50);
        card.compute(30);
        assertEquals(OptionalLong.of(60), peak.bytes());
    }

    @Test
    void isUnknownIfTheDriverDoesNotTell() {
        assertEquals(
                OptionalLong.empty(),
                PeakMemory.onGpu(() -> {}, OptionalLong::empty).bytes());
    }
}
