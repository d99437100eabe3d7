package trimscope.core.scene.question;

import java.util.EnumMap;
import java.util.Map;

/**
 * Counts right answers by kind of question. An answer is right only word for word, so that a description has to name
 * every thing at its place.
 */
public final class AnswerScore {

    private final Map<QuestionKind, Integer> asked = new EnumMap<>(QuestionKind.class);
    private final Map<QuestionKind, Integer> right = new EnumMap<>(QuestionKind.class);

    /** Whether the answer is the true one; blanks around it do not count. */
    public static boolean isRight(QuestionAnswer truth, String answer) {
        return answer.strip().equals(truth.answer());
    }

    /** Counts an answer and says whether it was right. */
    public boolean add(QuestionAnswer truth, String answer) {
        boolean isRight = isRight(truth, answer);
        asked.merge(truth.kind(), 1, Integer::sum);
        right.merge(truth.kind(), isRight ? 1 : 0, Integer::sum);
        return isRight;
    }

    public int asked(QuestionKind kind) {
        return asked.getOrDefault(kind, 0);
    }

    public int right(QuestionKind kind) {
        return right.getOrDefault(kind, 0);
    }

    public int asked() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int right() {
        return right.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Share of right answers over all kinds, NaN before the first. */
    public double share() {
        return (double) right() / asked();
    }
}
