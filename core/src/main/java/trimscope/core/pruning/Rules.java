package trimscope.core.pruning;

import java.util.List;
import java.util.Optional;

/** The known trimming rules. */
public final class Rules {
    /** All rules, the default first; those that go by chance with seed 0. */
    public static final List<TrimmingRule> ALL = all(0);

    private Rules() {}

    /** All rules, the default first. */
    public static List<TrimmingRule> all(long seed) {
        return List.of(new TrimmedLlama(), new MeanHeads(), new LastQuery(), new RegularGrid(), new RandomTokens(seed));
    }

    /** The rule of that name; with seed 0 if it goes by chance. */
    public static Optional<TrimmingRule> named(String name) {
        return named(name, 0);
    }

    /** The rule of that name; the seed is for one that goes by chance. */
    public static Optional<TrimmingRule> named(String name, long seed) {
        return all(seed).stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
