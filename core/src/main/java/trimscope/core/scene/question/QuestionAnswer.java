package trimscope.core.scene.question;

import java.util.List;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.scene.Visible;

/**
 * A question about a scene and its one true answer.
 *
 * @param asked what in the scene the question names
 * @param told what in the scene the answer speaks of, in its order
 */
public record QuestionAnswer(
        String question, String answer, QuestionKind kind, List<Visible> asked, List<Visible> told) {

    public QuestionAnswer {
        asked = List.copyOf(asked);
        told = List.copyOf(told);
    }

    static QuestionAnswer of(QuestionKind kind, Exchange exchange) {
        return new QuestionAnswer(
                exchange.question().text(),
                exchange.answer().text(),
                kind,
                exchange.question().about(),
                exchange.answer().about());
    }

    /** The same question, spelled otherwise. */
    QuestionAnswer spelled(String spelling) {
        return new QuestionAnswer(spelling, answer, kind, asked, told);
    }

    /** Where a model should look to answer, in pixels of the picture; empty if the answer is not at one place. */
    public List<Box> boxes() {
        return told.stream().map(Visible::box).toList();
    }
}
