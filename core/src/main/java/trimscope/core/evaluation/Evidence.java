package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.LayerOverlap;
import trimscope.core.attention.RetainedMass;
import trimscope.core.attention.Sparsity;
import trimscope.core.pruning.KeptTokens;

/**
 * What the full run's attention says for or against the paper's premises (arXiv 2504.00557): that few visual tokens matter, that the same ones
 * matter in all layers, and that the kept ones have the mass of the later layers.
 *
 * @param sparsity of every layer, and in it of every head
 * @param overlap of what the layers would keep
 * @param retained share of each layer's mass on the kept tokens
 */
public record Evidence(List<List<Sparsity>> sparsity, LayerOverlap overlap, RetainedMass retained) {
    public Evidence {
        sparsity = sparsity.stream().map(List::copyOf).toList();
    }

    /**
     * Evidence from maps.
     *
     * @param maps of a run without trimming
     * @param valid whether a token belongs to a real tile, [N]
     * @param kept what a rule keeps
     * @param k tokens per head of the sets whose overlap is wanted, 1 … valid
     */
    public static Evidence of(HeadMaps maps, boolean[] valid, KeptTokens kept, int k) {
        List<List<Sparsity>> sparsity = new ArrayList<>();
        for (int layer : maps.layers()) {
            List<Sparsity> heads = new ArrayList<>();
            for (int head = 0; head < maps.heads(); head++) {
                heads.add(Sparsity.of(maps.map(layer, head), valid));
            }
            sparsity.add(heads);
        }
        return new Evidence(sparsity, LayerOverlap.of(maps, valid, k), RetainedMass.of(maps, kept));
    }
}
