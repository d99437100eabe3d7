package trimscope.app.inference;

import java.util.List;
import trimscope.core.text.Turn;

/** What a sweep asks about. */
public sealed interface SweepSource {
    /**
     * One question about one picture.
     *
     * @param earlier the conversation before it, answers as they were generated
     */
    record OfQuestion(PictureId picture, List<Turn> earlier, String question) implements SweepSource {
        public OfQuestion {
            earlier = List.copyOf(earlier);
        }
    }

    /**
     * One question with a known answer about each of many generated scenes.
     *
     * @param scenes how many, at least 1
     * @param seed the same seed gives the same scenes and questions
     */
    record OfScenes(int scenes, long seed) implements SweepSource {}
}
