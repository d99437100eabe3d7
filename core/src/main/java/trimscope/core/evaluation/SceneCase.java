package trimscope.core.evaluation;

import trimscope.core.scene.Scene;
import trimscope.core.scene.question.AnswerScore;
import trimscope.core.scene.question.QuestionAnswer;

/**
 * One generated scene with a question whose true answer is known, and what a sweep made of it.
 *
 * @param index place of the scene among those of its seed, from 0
 */
public record SceneCase(int index, Scene scene, QuestionAnswer question, Sweep sweep) {
    /** Whether the answer without trimming is true. */
    public boolean isFullRight() {
        return AnswerScore.isRight(question, sweep.answer());
    }

    /** Whether the answer at a point of the sweep is true. */
    public boolean isRight(SweepPoint point) {
        return AnswerScore.isRight(question, point.answer());
    }

    /** Whether trimming broke a true answer. */
    public boolean isBroken(SweepPoint point) {
        return isFullRight() && !isRight(point);
    }
}
