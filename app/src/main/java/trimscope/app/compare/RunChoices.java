package trimscope.app.compare;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.CommandControls;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunPair;

/** Which two runs are compared, and the question that both answer. */
final class RunChoices extends HBox {
    private final RunPair pair;
    private final ComboBox<Run> first = box("first-run", "Run A, which B is held against");
    private final ComboBox<Run> second = box("second-run", "Run B");
    private final Label question = new Label();
    private boolean showing;

    RunChoices(RunPair pair, CompareCommands commands) {
        super(8);
        this.pair = pair;
        getStyleClass().add("run-choices");
        setAlignment(Pos.CENTER_LEFT);
        Button swap = new Button("", new FontIcon(Feather.REPEAT));
        swap.setId("swap-runs");
        swap.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, Styles.BUTTON_ICON);
        CommandControls.bind(swap, commands.swap, "Run A becomes B, and B becomes A");
        question.getStyleClass().add("caption");
        question.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(question.textProperty());
        question.setTooltip(whole);
        HBox.setHgrow(question, Priority.ALWAYS);
        question.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(side("A"), first, swap, side("B"), second, question);
        first.valueProperty().addListener(source -> choose(first, second));
        second.valueProperty().addListener(source -> choose(second, first));
        pair.sidesProperty().subscribe(run -> show());
        pair.stateProperty().subscribe(state -> show());
    }

    private void show() {
        showing = true;
        List<Run> choices = pair.choices();
        for (ComboBox<Run> box : List.of(first, second)) {
            if (!box.getItems().equals(choices)) {
                box.getItems().setAll(choices);
            }
        }
        first.setValue(pair.first().orElse(null));
        second.setValue(pair.second().orElse(null));
        Optional<Run> any = pair.second().or(() -> pair.first());
        question.setText(any.map(run -> "“" + run.question() + "”").orElse(""));
        showing = false;
    }

    /** Choosing the other side's run swaps the two. */
    private void choose(ComboBox<Run> changed, ComboBox<Run> other) {
        if (showing || changed.getValue() == null || other.getValue() == null) {
            return;
        }
        if (changed.getValue().equals(other.getValue())) {
            pair.swap();
        } else {
            pair.choose(first.getValue(), second.getValue());
        }
    }

    private static Label side(String letter) {
        Label label = new Label(letter);
        label.getStyleClass().add("figure-strong");
        return label;
    }

    private static ComboBox<Run> box(String id, String hint) {
        ComboBox<Run> box = new ComboBox<>();
        box.setId(id);
        box.setMinWidth(0);
        box.getStyleClass().add(Styles.SMALL);
        box.setTooltip(new Tooltip(hint));
        box.setButtonCell(new RunCell());
        box.setAccessibleText(hint);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Run run) {
                return run == null ? "–" : run.label();
            }

            @Override
            public Run fromString(String label) {
                throw new UnsupportedOperationException("runs are chosen, not written");
            }
        });
        return box;
    }

    /** The chosen run; a long name is told whole in the tooltip. */
    private static final class RunCell extends ListCell<Run> {
        @Override
        protected void updateItem(@Nullable Run run, boolean empty) {
            super.updateItem(run, empty);
            setText(run == null ? "–" : run.label());
            setTooltip(new Tooltip(getText()));
        }
    }
}
