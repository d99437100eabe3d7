package trimscope.core.overlay;

import java.util.List;

/**
 * What stands under an exported picture.
 *
 * @param title usually the question
 * @param lines usually token, layer, head, ratio and model, each in its own words
 */
public record Caption(String title, List<String> lines) {
    public Caption {
        lines = List.copyOf(lines);
    }
}
