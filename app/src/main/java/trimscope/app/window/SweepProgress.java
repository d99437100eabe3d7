package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import trimscope.app.exploration.SweepState;
import trimscope.app.exploration.Sweeps;

/** How far the running sweep has come, with a way to end it; nothing while none runs. */
final class SweepProgress extends HBox {
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar();

    SweepProgress(Sweeps sweeps) {
        super(8);
        setId("sweep-progress");
        setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add(Styles.SMALL);
        bar.setPrefWidth(80);
        Hyperlink cancel = new Hyperlink("cancel");
        cancel.setId("cancel-sweep");
        cancel.setTooltip(new Tooltip("Ends the sweep; the points that are there stay"));
        cancel.setAccessibleText("Cancel the sweep");
        cancel.setOnAction(event -> sweeps.cancel());
        getChildren().addAll(words, bar, cancel, new Separator(Orientation.VERTICAL));
        sweeps.stateProperty().subscribe(this::show);
    }

    private void show(Optional<SweepState> state) {
        Optional<SweepState> running = state.filter(SweepState::isRunning);
        setVisible(running.isPresent());
        setManaged(running.isPresent());
        running.ifPresent(known -> {
            words.setText("sweep: " + known.done() + " of " + known.all());
            bar.setProgress((double) known.done() / known.all());
        });
    }
}
