package trimscope.app.exploration;

import java.util.Locale;
import trimscope.core.pruning.RandomTokens;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/** What people call the trimming rules. */
public final class RuleNames {
    private RuleNames() {}

    /** For menus, such as {@code Mean heads}. */
    public static String title(TrimmingRule rule) {
        if (rule instanceof TrimmedLlama) {
            return "Trimmed Llama";
        }
        String words = words(rule);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** For chips, such as {@code grid} or {@code random 7}. */
    static String brief(TrimmingRule rule) {
        return rule instanceof RandomTokens random ? words(rule) + " " + random.seed() : words(rule);
    }

    private static String words(TrimmingRule rule) {
        return rule.name().replace('-', ' ');
    }
}
