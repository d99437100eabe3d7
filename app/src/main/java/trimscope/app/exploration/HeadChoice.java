package trimscope.app.exploration;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;

/** The layers and heads whose maps are shown as one. */
public record HeadChoice(SortedSet<Integer> layers, SortedSet<Integer> heads, Aggregation aggregation) {
    public HeadChoice(Collection<Integer> layers, Collection<Integer> heads, Aggregation aggregation) {
        this(new TreeSet<>(layers), new TreeSet<>(heads), aggregation);
    }

    /** All heads of the given layers, averaged. */
    public static HeadChoice allHeads(Collection<Integer> layers, int heads) {
        return new HeadChoice(layers, IntStream.range(0, heads).boxed().toList(), Aggregation.MEAN);
    }

    public boolean contains(int layer, int head) {
        return layers.contains(layer) && heads.contains(head);
    }

    public HeadChoice withLayers(Collection<Integer> others) {
        return new HeadChoice(others, heads, aggregation);
    }

    public HeadChoice withHeads(Collection<Integer> others) {
        return new HeadChoice(layers, others, aggregation);
    }

    public HeadChoice withAggregation(Aggregation other) {
        return new HeadChoice(layers, heads, other);
    }

    /** The choice with one layer and head more. */
    public HeadChoice with(int layer, int head) {
        SortedSet<Integer> moreLayers = new TreeSet<>(layers);
        moreLayers.add(layer);
        SortedSet<Integer> moreHeads = new TreeSet<>(heads);
        moreHeads.add(head);
        return new HeadChoice(moreLayers, moreHeads, aggregation);
    }

    /** For people, such as {@code layer 4 · head 3} or {@code layer 6 · 6 heads, mean}. */
    public String label(int allHeads) {
        String layerPart = (layers.size() == 1 ? "layer " : "layers ") + join(layers);
        if (heads.size() == 1) {
            return layerPart + " · head " + heads.first();
        }
        String headPart = heads.size() == allHeads ? "all heads" : "heads " + join(heads);
        return layerPart + " · " + headPart + (aggregation == Aggregation.MEAN ? ", mean" : ", maximum");
    }

    private static String join(SortedSet<Integer> numbers) {
        List<String> words = numbers.stream().map(String::valueOf).toList();
        return words.size() > 4 ? words.get(0) + " … " + words.get(words.size() - 1) : String.join(", ", words);
    }
}
