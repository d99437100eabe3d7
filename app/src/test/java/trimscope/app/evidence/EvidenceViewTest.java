package trimscope.app.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.PaneTest;
import trimscope.app.inference.Findings;
import trimscope.core.pruning.KeptTokens;

class EvidenceViewTest extends PaneTest {
    EvidenceViewTest() {
        super(exploration -> {
            EvidenceView view = new EvidenceView(exploration);
            view.opened();
            return view;
        });
    }

    @Test
    void theChartsFollowTheRatioWithoutAnotherAnswer() {
        interact(() -> exploration().trim().percentProperty().set(25));
        Findings quarter = findings();
        assertEquals(kept(), quarter.query().kept());
        assertTrue(shown().contains(percent(quarter.evidence().retained().later(), 0)));
        quarter.evidence()
                .retained()
                .shares()
                .forEach(share -> assertTrue(shown().contains(percent(share, 1)), percent(share, 1)));

        interact(() -> exploration().trim().percentProperty().set(5));
        Findings twentieth = findings();
        assertTrue(twentieth.query().kept().count() < quarter.query().kept().count());
        assertTrue(twentieth.evidence().retained().later()
                < quarter.evidence().retained().later());
        assertEquals(1, demo().picture().runs().size());
        List<String> overlap = twentieth.evidence().overlap().layers().stream()
                .map(layer -> "layer " + layer)
                .toList();
        overlap.forEach(layer -> assertTrue(shown().contains(layer)));
    }

    @Test
    void withoutTrimmingAnExampleIsShown() {
        assertEquals(100, exploration().trim().percentProperty().get());
        assertEquals(0.1, exploration().premise().ratio());
        assertTrue(shown().contains("an example: nothing is trimmed now"));
    }

    @Test
    void aMissingFullRunCanBeHad() {
        interact(() -> {
            exploration().trim().percentProperty().set(25);
            exploration().ask("Locate the cactus.");
        });
        assertEquals(25, run().percent());
        assertTrue(exploration().premise().evidenceProperty().get().isEmpty());
        assertTrue(lookup("#evidence-full").query().isVisible());
        clickOn("#evidence-full");
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(lookup("#evidence-scroll").query().isFocused(), "the focus stays in the view");
        assertTrue(run().isFull());
        assertTrue(exploration().premise().evidenceProperty().get().isPresent());
    }

    @Test
    void theModelWorksForItOnlyWhileItIsOpen() {
        interact(() -> exploration().premise().setFollowed(false));
        interact(() -> exploration().trim().percentProperty().set(7));
        assertFalse(exploration().premise().evidenceProperty().get().isPresent());
        interact(() -> exploration().premise().setFollowed(true));
        assertEquals(kept(), findings().query().kept());
    }

    private Findings findings() {
        return exploration().premise().evidenceProperty().get().orElseThrow();
    }

    private KeptTokens kept() {
        return exploration().trim().keptProperty().get().orElseThrow();
    }

    private String shown() {
        return lookup((Labeled label) -> label.isVisible()).queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .collect(Collectors.joining("\n"))
                .replace('\u00a0', ' ');
    }

    private static String percent(double share, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }
}
