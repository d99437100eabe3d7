package trimscope.core.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a conversation begins with.
 *
 * @param ids its tokens, with one image token for each picture
 * @param pictures its pictures, if it has any
 * @param capacity most rows that its run may ever hold
 */
public record Prompt(List<Integer> ids, Optional<VisualTokens> pictures, Selection selection, int capacity) {
    public Prompt {
        ids = List.copyOf(ids);
    }

    public static Prompt of(int[] ids, Optional<VisualTokens> pictures, Selection selection, int capacity) {
        return new Prompt(IntStream.of(ids).boxed().toList(), pictures, selection, capacity);
    }

    /**
     * What its rows see; empty without pictures.
     *
     * @throws IllegalArgumentException if it holds an image token, but no picture was given, or other numbers of them
     */
    Optional<Visibility> visibility(int imageToken) {
        int[] imageAt = IntStream.range(0, ids.size())
                .filter(i -> ids.get(i) == imageToken)
                .toArray();
        if (imageAt.length > 0 && pictures.isEmpty()) {
            throw new IllegalArgumentException("the prompt holds an image token, but no picture was given");
        }
        return pictures.map(visual -> visual.visibility(imageAt, ids.size()));
    }
}
