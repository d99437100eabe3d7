package trimscope.app.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.controls.TokenHandle;

class ChatPaneTest extends PaneTest {
    ChatPaneTest() {
        super(ChatPane::new);
    }

    @Test
    void wordsAreHandles() {
        clickOn(word("center"));
        int position = exploration().focus().selectedProperty().get().get(0);
        assertEquals("center", run().tokens().get(position).text().strip());
    }

    @Test
    void shiftExtendsTheSelection() {
        clickOn(word("at"));
        press(KeyCode.SHIFT).clickOn(word("center")).release(KeyCode.SHIFT);
        assertEquals(3, exploration().focus().selectedProperty().get().size());
    }

    @Test
    void hoveringPreviewsAndLeavingEndsIt() throws Exception {
        int selected = exploration().focus().selectedProperty().get().get(0);
        moveTo(word("There"));
        await(() -> !exploration().focus().previewProperty().get().isEmpty());
        moveTo("#question");
        await(() -> exploration().focus().previewProperty().get().isEmpty());
        assertEquals(selected, exploration().focus().selectedProperty().get().get(0));
    }

    @Test
    void theNextQuestionAndTheEarlierAnswersWordsStandThere() {
        clickOn("#question").write("Locate the cactus.").type(KeyCode.ENTER);
        assertEquals("Locate the cactus.", run().question());
        clickOn(word("sunflower"));
        int position = exploration().focus().selectedProperty().get().get(0);
        assertTrue(position < run().answerTokens().get(0).position(), "a token of the prompt");
        assertTrue(exploration().focus().mapProperty().get().isPresent());
    }

    @Test
    void suggestionsAskAndDisappear() {
        clickOn((Labeled) lookup(".suggestion").query());
        assertEquals(demo().picture().suggestions().get(1), run().question());
        List<String> left = lookup(".suggestion").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
        assertTrue(!left.contains(run().question()));
    }

    private TokenHandle word(String text) {
        return lookup((TokenHandle handle) -> handle.getText().equals(text)).query();
    }
}
