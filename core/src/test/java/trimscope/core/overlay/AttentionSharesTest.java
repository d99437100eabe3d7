package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import trimscope.core.image.PatchGrid;

class AttentionSharesTest {
    @Test
    void everythingIsCountedOnce() {
        // two tiles beside each other, the lower half of both is canvas padding
        PatchGrid grid = Grids.grid(56, 14);
        AttentionShares shares = AttentionShares.of(
                Grids.map(grid, token -> switch (grid.kind(token)) {
                    case PATCH -> 1;
                    case CLASS_TOKEN -> token == 0 ? 20 : 12;
                    case CANVAS_PADDING -> 2;
                    case PADDING_TILE -> 0;
                }),
                grid);
        assertEquals(16 / 80.0, shares.patches(), 1e-6);
        assertEquals(32 / 80.0, shares.canvasPadding(), 1e-6);
        assertEquals(0, shares.paddingTiles());
        assertEquals(2, shares.classTokens().size());
        assertEquals(20 / 80.0, shares.classTokens().get(0), 1e-6);
        assertEquals(32 / 80.0, shares.allClassTokens(), 1e-6);
    }

    @Test
    void nothingHasNoShares() {
        PatchGrid grid = Grids.grid(28, 28);
        assertEquals(new AttentionShares(0, List.of(0.0), 0, 0), AttentionShares.of(Grids.map(grid, token -> 0), grid));
    }
}
