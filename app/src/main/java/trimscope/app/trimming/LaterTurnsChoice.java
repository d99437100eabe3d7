package trimscope.app.trimming;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.exploration.TrimPreview;
import trimscope.core.chat.Trimming.LaterTurns;

/** What a further question of the conversation may look at, and whether the full keys and values stay in memory. */
final class LaterTurnsChoice extends HBox {
    private final TrimPreview trim;
    private final MenuButton policies = new MenuButton();

    LaterTurnsChoice(TrimPreview trim) {
        super(8);
        this.trim = trim;
        setAlignment(Pos.CENTER_LEFT);
        Label name = new Label("later turns");
        name.setMinWidth(USE_PREF_SIZE);
        policies.setId("later-turns");
        policies.getStyleClass().add(Styles.SMALL);
        policies.setMinWidth(USE_PREF_SIZE);
        policies.setAccessibleText("What a further question may look at");
        for (LaterTurns policy : LaterTurns.values()) {
            Label hint = new Label(hint(policy));
            hint.getStyleClass().add("caption");
            CustomMenuItem item = new CustomMenuItem(new VBox(new Label(title(policy)), hint));
            item.setId("later-turns-" + policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            item.setOnAction(event -> trim.laterTurnsProperty().set(policy));
            policies.getItems().add(item);
        }
        CheckBox lean = new CheckBox("lean");
        lean.setId("lean");
        lean.getStyleClass().add("quiet-check");
        lean.setMinWidth(USE_PREF_SIZE);
        lean.setTooltip(
                new Tooltip("From the next answer on, keys and values of all visual tokens are let go as soon as they"
                        + "\nare not needed: less memory, but maps of the full picture cost a new encoding"));
        lean.selectedProperty().bindBidirectional(trim.leanProperty());
        getChildren().addAll(name, policies, lean);
        trim.laterTurnsProperty().subscribe(policy -> {
            policies.setText(title(policy));
            policies.setTooltip(new Tooltip(hint(policy)));
        });
    }

    /** One command a policy. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (LaterTurns policy : LaterTurns.values()) {
            commands.add(new Command(
                    CommandGroup.TRIMMING,
                    "Later turns: " + title(policy),
                    () -> trim.laterTurnsProperty().set(policy)));
        }
        return commands;
    }

    private static String title(LaterTurns policy) {
        return switch (policy) {
            case FIRST_SELECTION -> "keep the selection";
            case SELECT_ANEW -> "select anew";
            case NO_TRIMMING -> "no trimming";
        };
    }

    private static String hint(LaterTurns policy) {
        return switch (policy) {
            case FIRST_SELECTION -> "a further question sees what was kept for the answer before";
            case SELECT_ANEW -> "its own words choose from the full picture, by the same rule and ratio";
            case NO_TRIMMING -> "a further question sees the full picture";
        };
    }
}
