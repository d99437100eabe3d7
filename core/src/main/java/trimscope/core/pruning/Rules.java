package trimscope.core.pruning;

import java.util.List;
import java.util.Optional;

/** The known trimming rules. */
public final class Rules {
    /** All rules, the default first. */
    public static final List<TrimmingRule> ALL = List.of(new TrimmedLlama());

    private Rules() {}

    /** The rule of that name. */
    public static Optional<TrimmingRule> named(String name) {
        return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
