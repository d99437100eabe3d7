package trimscope.app.tokens;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.PatchArea;
import trimscope.app.exploration.PatchGaze;
import trimscope.app.exploration.Word;
import trimscope.core.image.PatchGrid;

class TokensPaneTest extends PaneTest {
    TokensPaneTest() {
        super(TokensPane::new);
    }

    @Test
    void everyTokenHasAHandleAndFiguresTintTheAnswer() {
        assertEquals(Word.of(run().tokens()).size(), lookup(".token").queryAll().size());
        clickOn("#whole-words");
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
    void theTokensOfAWordAreSelectedSteppedOverAndAveragedTogether() {
        interact(() -> exploration().ask("Where is the photosynthesis?"));
        TokenHandle word = handle("photosynthesis");
        List<Integer> pieces = word.word().positions();
        assertTrue(pieces.size() > 1, "the tokenizer knows no such word");
        assertEquals("word photosynthesis, " + pieces.size() + " tokens", word.getAccessibleText());
        clickOn(word);
        assertEquals(pieces, exploration().focus().selectedProperty().get());
        float[] mean = map();
        type(KeyCode.RIGHT);
        assertEquals(word.word().last() + 1, selected());
        type(KeyCode.LEFT);
        assertEquals(pieces, exploration().focus().selectedProperty().get());

        type(KeyCode.W);
        assertEquals(
                List.of(pieces.get(0)), exploration().focus().selectedProperty().get());
        interact(() -> exploration().focus().endPreview());
        float[] sum = new float[mean.length];
        for (int position : pieces) {
            interact(() -> exploration().focus().select(position));
            float[] own = map();
            for (int j = 0; j < sum.length; j++) {
                sum[j] += own[j] / pieces.size();
            }
        }
        assertArrayEquals(sum, mean, 1e-6f);
    }

    private float[] map() {
        return exploration().focus().mapProperty().get().orElseThrow().toArray();
    }

    @Test
    void playingWalksAlongTheAnswerToItsEnd() throws Exception {
        clickOn("#play");
        int first = run().answerTokens().get(0).position();
        await(() -> selected() > first);
        int last = run().answerTokens().get(run().answerTokens().size() - 1).position();
        await(() -> selected() == last);
    }

    @Test
    void selectedPatchesTellWhichWordsLookThere() throws Exception {
        // The sunflower stands in the middle of the scene.
        PatchGrid grid = grid();
        double width = grid.pictureWidth();
        double height = grid.pictureHeight();
        interact(() -> exploration()
                .painting()
                .select(PatchArea.within(grid, 0.4 * width, 0.45 * height, 0.55 * width, 0.75 * height)));
        List<PatchGaze.Look> looks = exploration().gaze().strongest(3);
        assertTrue(looks.stream().anyMatch(each -> each.word().text().equals("sunflower")), looks.toString());
        PatchGaze.Look look = looks.get(0);
        assertTrue(look.share() > 0.3 && look.share() <= 1.0001, "share " + look.share());
        assertTrue(lookup("#tint").queryAs(Labeled.class).getText().startsWith("tint: attention on the "));
        String strongest = lookup("#looks .hyperlink").queryAs(Labeled.class).getText();
        String place = "“" + look.word().text() + "” layer " + look.layer() + " · head " + look.head();
        assertTrue(strongest.startsWith(place), strongest);

        assertTrue(looks.stream().allMatch(each -> each.word().isSpoken()), "no punctuation");

        clickOn(strongest);
        assertEquals(look.word().first(), selected());
        HeadChoice choice = exploration().focus().choiceProperty().get().orElseThrow();
        assertTrue(choice.contains(look.layer(), look.head()));
        interact(() -> exploration().painting().clear());
        assertFalse(lookup("#looks").query().isVisible());
    }

    private int selected() {
        return exploration().focus().selectedProperty().get().get(0);
    }

    private TokenHandle handle(String text) {
        return lookup((TokenHandle handle) -> handle.getText().equals(text)).query();
    }
}
