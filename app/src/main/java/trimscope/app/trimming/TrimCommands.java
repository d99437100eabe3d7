package trimscope.app.trimming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RuleNames;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmingRule;

/** What can be done with the keep ratio and the rule, anywhere in the window. */
final class TrimCommands {
    private static final int RATIO_STEP = 5;

    final Command live;
    final Command firstLayer;
    /** Answers with all tokens at once, to compare with. */
    final Command full;

    private final Exploration exploration;
    private final Map<String, Command> rules = new LinkedHashMap<>();
    private final List<Command> all = new ArrayList<>();

    TrimCommands(Exploration exploration, BooleanProperty answeringWhileDragging) {
        this.exploration = exploration;
        add("Keep fewer tokens", () -> keep(-RATIO_STEP), Shortcut.control(KeyCode.COMMA));
        add("Keep more tokens", () -> keep(RATIO_STEP), Shortcut.control(KeyCode.PERIOD));
        full = add("Keep all tokens", this::answerFully, Shortcut.control(KeyCode.DIGIT0));
        live = add("Answer while dragging, or not", () -> answeringWhileDragging.set(!answeringWhileDragging.get()));
        for (TrimmingRule rule : Rules.ALL) {
            rules.put(rule.name(), add("Rule: " + RuleNames.title(rule), () -> choose(rule)));
        }
        firstLayer = add("Trim the first layer too, or not", this::switchFirstLayer);
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    Command rule(TrimmingRule rule) {
        return Objects.requireNonNull(rules.get(rule.name()));
    }

    /** Takes a rule and answers again. */
    void choose(TrimmingRule rule) {
        exploration.trim().ruleProperty().set(rule);
        exploration.answerAtChosenRatio();
    }

    private void switchFirstLayer() {
        boolean trimmed = exploration.trim().firstLayerProperty().get() == FirstLayerCache.TRIMMED;
        exploration.trim().firstLayerProperty().set(trimmed ? FirstLayerCache.FULL : FirstLayerCache.TRIMMED);
        exploration.answerAtChosenRatio();
    }

    private void answerFully() {
        exploration.trim().percentProperty().set(100);
        exploration.answerAtChosenRatio();
    }

    /** Moves the slider, which answers again after a pause. */
    private void keep(int more) {
        IntegerProperty percent = exploration.trim().percentProperty();
        int from = percent.get() == 1 && more > 0 ? 0 : percent.get();
        percent.set(Math.max(1, Math.min(100, from + more)));
    }

    private Command add(String name, Runnable action, Shortcut... keys) {
        Command command = new Command(CommandGroup.TRIMMING, name, action, keys);
        all.add(command);
        return command;
    }
}
