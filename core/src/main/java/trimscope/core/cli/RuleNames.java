package trimscope.core.cli;

import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmingRule;

/** Names of the trimming rules, for help texts and completion. */
final class RuleNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Rules.ALL.stream().map(TrimmingRule::name).iterator();
    }

    /**
     * The rule of that name.
     *
     * @param option where the name was given
     * @param seed for a rule that goes by chance
     * @throws ParameterException if there is none
     */
    static TrimmingRule rule(CommandLine command, String option, String name, long seed) {
        return Rules.named(name, seed)
                .orElseThrow(() -> new ParameterException(
                        command,
                        "Invalid value for option '" + option + "': '" + name + "' is none of "
                                + Rules.ALL.stream().map(TrimmingRule::name).collect(Collectors.joining(", "))));
    }
}
