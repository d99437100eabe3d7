package trimscope.app.trimming;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import trimscope.app.command.CommandControls;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RuleNames;
import trimscope.app.exploration.TrimPreview;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.pruning.RandomTokens;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmingRule;

/** How tokens are chosen: the rule, its seed if it goes by chance, and whether the first layer is trimmed too. */
final class RuleChoice extends FlowPane {
    private final Exploration exploration;
    private final MenuButton rules = new MenuButton();
    private final Label seedName = new Label("seed");
    private final TextField seed = new TextField();
    private final CheckBox firstLayer = new CheckBox("first layer too");

    private final TrimCommands commands;

    RuleChoice(Exploration exploration, TrimCommands commands) {
        super(8, 4);
        this.exploration = exploration;
        this.commands = commands;
        setAlignment(Pos.CENTER_LEFT);
        rules.setId("rule");
        rules.setMinWidth(USE_PREF_SIZE);
        rules.getStyleClass().add(Styles.SMALL);
        Rules.ALL.forEach(rule -> rules.getItems().add(item(rule)));
        seed.setId("seed");
        seed.getStyleClass().add(Styles.SMALL);
        seed.setPrefColumnCount(4);
        seed.setMinWidth(USE_PREF_SIZE);
        seed.setAccessibleText("Seed of the random choice");
        seed.setTooltip(new Tooltip("The same seed keeps the same tokens"));
        seed.setOnAction(event -> takeSeed());
        seed.focusedProperty().addListener((source, before, focused) -> {
            if (!focused) {
                takeSeed();
            }
        });
        seedName.getStyleClass().add("caption");
        seedName.setMinWidth(USE_PREF_SIZE);
        firstLayer.setId("first-layer");
        firstLayer.getStyleClass().add("quiet-check");
        CommandControls.bind(
                firstLayer,
                commands.firstLayer,
                "Whether the first cross-attention layer's cache is trimmed after the prompt as well; else it stays full");
        getChildren().addAll(rules, seedName, seed, firstLayer);
        trim().ruleProperty().subscribe(this::showRule);
        trim().firstLayerProperty().subscribe(kept -> firstLayer.setSelected(kept == FirstLayerCache.TRIMMED));
    }

    private TrimPreview trim() {
        return exploration.trim();
    }

    private CustomMenuItem item(TrimmingRule rule) {
        Label title = new Label(RuleNames.title(rule));
        Label description = new Label(rule.description());
        description.getStyleClass().add("caption");
        CustomMenuItem item = new CustomMenuItem(new VBox(title, description));
        item.setId("rule-" + rule.name());
        return CommandControls.bind(item, commands.rule(rule));
    }

    private void takeSeed() {
        String typed = seed.getText().strip();
        if (trim().ruleProperty().get() instanceof RandomTokens random) {
            if (typed.matches("\\d{1,6}") && Long.parseLong(typed) != random.seed()) {
                commands.choose(new RandomTokens(Long.parseLong(typed)));
            }
            showRule(trim().ruleProperty().get());
        }
    }

    private void showRule(TrimmingRule rule) {
        rules.setText(RuleNames.title(rule));
        rules.setTooltip(new Tooltip(rule.description()));
        boolean byChance = rule instanceof RandomTokens;
        seed.setVisible(byChance);
        seed.setManaged(byChance);
        seedName.setVisible(byChance);
        seedName.setManaged(byChance);
        if (rule instanceof RandomTokens random) {
            seed.setText(String.valueOf(random.seed()));
        }
    }
}
