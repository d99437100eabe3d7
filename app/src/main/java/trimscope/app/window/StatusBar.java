package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Loading;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.core.chat.ModelInfo;
import trimscope.core.memory.MemoryEstimate;

/** The model, what it is busy with, and what attention does not prove. */
final class StatusBar extends HBox {
    private static final String CAUTION = "Attention is evidence, not proof.";

    private final Exploration exploration;
    private final Label model = new Label("no model yet");
    private final Label activity = new Label();
    private final ProgressBar progress = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Hyperlink stop = new Hyperlink();
    private final Hyperlink cancel = new Hyperlink("Cancel");
    private final InvalidationListener onRunState = source -> showActivity();

    StatusBar(Exploration exploration, Command stopping) {
        super(8);
        this.exploration = exploration;
        setId("status-bar");
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        model.setId("status-model");
        activity.setId("activity");
        progress.getStyleClass().add(Styles.SMALL);
        progress.setPrefWidth(120);
        stop.setId("stop");
        stop.setText(stopping.shortcut() + " stops");
        CommandControls.bind(stop, stopping, stopping.name());
        cancel.setId("cancel-loading");
        cancel.setTooltip(new Tooltip("Stops loading; the model that was there stays"));
        cancel.setOnAction(event -> exploration.model().cancelLoading());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label caution = new Label(CAUTION);
        caution.setTooltip(new Tooltip("""
                A map shows where a layer read, not why the model answered so: what it read may not have mattered,
                and other layers may have carried the answer.
                The demo model's maps were guided in training, so they are cleaner than a real model's
                and prove nothing about Llama."""));
        getChildren()
                .addAll(
                        model,
                        new MemoryGauge(),
                        space,
                        new SweepProgress(exploration.sweeps()),
                        activity,
                        progress,
                        stop,
                        cancel,
                        new Separator(Orientation.VERTICAL),
                        caution);
        exploration.model().infoProperty().addListener((source, before, after) -> showModel(after));
        exploration.model().activityProperty().addListener((source, before, after) -> showActivity());
        exploration.model().loadingProperty().addListener((source, before, after) -> showActivity());
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> run.stateProperty().removeListener(onRunState));
            after.ifPresent(run -> run.stateProperty().addListener(onRunState));
            showActivity();
        });
        showActivity();
    }

    private void showModel(Optional<ModelInfo> loaded) {
        model.setText(loaded.map(info -> String.format(
                        Locale.ROOT,
                        "%s · %s parameters · %s · %s",
                        info.name(),
                        count(info.parameters()),
                        info.precision(),
                        info.device()))
                .orElse("no model yet"));
    }

    private void showActivity() {
        Optional<String> answering = exploration
                .runProperty()
                .get()
                .map(Run::state)
                .filter(RunState::isActive)
                .map(state -> state == RunState.WAITING ? "reading the question" : "answering");
        Optional<Loading> loading = exploration.model().loadingProperty().get();
        Optional<String> shown = loading.map(StatusBar::sentence)
                .or(() -> exploration.model().activityProperty().get())
                .or(() -> answering);
        activity.setText(shown.orElse("ready"));
        progress.setVisible(shown.isPresent());
        double busy = shown.isPresent() ? ProgressBar.INDETERMINATE_PROGRESS : 0;
        progress.setProgress(loading.map(Loading::share).orElse(busy));
        progress.setManaged(shown.isPresent());
        stop.setVisible(answering.isPresent());
        stop.setManaged(answering.isPresent());
        cancel.setVisible(loading.isPresent());
        cancel.setManaged(loading.isPresent());
    }

    private static String sentence(Loading loading) {
        return "loading " + loading.name() + ": " + MemoryEstimate.progress(loading.bytes(), loading.all());
    }

    private static String count(long parameters) {
        return parameters < 1e9
                ? String.format(Locale.ROOT, "%.1f M", parameters / 1e6)
                : String.format(Locale.ROOT, "%.1f B", parameters / 1e9);
    }
}
