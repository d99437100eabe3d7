package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.text.Turn;

/**
 * One question to be answered.
 *
 * @param earlier the conversation before it, answers as they were generated
 * @param follows the run whose kept tokens and caches the question is appended to; empty for a fresh prefill
 */
public record Question(
        RunId run,
        PictureId picture,
        List<Turn> earlier,
        Optional<RunId> follows,
        String text,
        AnswerSettings settings) {}
