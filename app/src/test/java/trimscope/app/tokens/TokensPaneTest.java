package trimscope.app.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.controls.TokenHandle;

class TokensPaneTest extends PaneTest {
    TokensPaneTest() {
        super(TokensPane::new);
    }

    @Test
    void everyTokenHasAHandleAndFiguresTintTheAnswer() {
        assertEquals(run().tokens().size(), lookup(".token").queryAll().size());
        TokenHandle answered = handle("sunflower");
        assertTrue(answered.getStyle().contains("-token-tint"), "tinted: " + answered.getStyle());
    }

    @Test
    void arrowKeysStepThroughTheTokens() {
        clickOn(handle("sunflower"));
        int position = selected();
        interact(() -> lookup(".scroll-pane").query().requestFocus());
        type(KeyCode.RIGHT);
        assertEquals(position + 1, selected());
        type(KeyCode.LEFT).type(KeyCode.LEFT);
        assertEquals(position - 1, selected());
    }

    @Test
    void playingWalksAlongTheAnswerToItsEnd() throws Exception {
        clickOn("#play");
        int first = run().answerTokens().get(0).position();
        await(() -> selected() > first);
        int last = run().answerTokens().get(run().answerTokens().size() - 1).position();
        await(() -> selected() == last);
    }

    private int selected() {
        return exploration().focus().selectedProperty().get().get(0);
    }

    private TokenHandle handle(String text) {
        return lookup((TokenHandle handle) -> handle.getText().equals(text)).query();
    }
}
