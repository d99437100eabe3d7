package trimscope.app.trimming;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;

/** The slider of the keep ratio with what it keeps while it is dragged; the answer comes again on release. */
public final class TrimPane extends BorderPane {
    /** After a click on the track or an arrow key there is no release, so a pause stands for it. */
    private static final Duration SETTLED = Duration.millis(300);

    private final Exploration exploration;
    private final TrimModel model;
    private final Slider slider = new Slider(1, 100, 100);
    private final Label percent = new Label();
    private final Label kept = new Label();
    private final Label keptPercent = new Label();
    private final ProgressBar share = new ProgressBar(0);
    private final CostTable costs = new CostTable();
    private final Hyperlink compare = new Hyperlink("Answer with all tokens to compare");
    private final PauseTransition settle = new PauseTransition(SETTLED);
    private final InvalidationListener onCosts = source -> showCosts();

    public TrimPane(Exploration exploration) {
        this.exploration = exploration;
        model = new TrimModel(exploration);
        setId("trim");
        getStyleClass().add("trim");
        Label rule = new Label("Trimmed Llama");
        rule.getStyleClass().add("caption");
        rule.setTooltip(new Tooltip(exploration.trim().rule().description()));
        setTop(new SectionHeader("Trim", rule));
        VBox content = new VBox(8, ratioLine(), slider, keptLine(), share, costs, compare);
        content.getStyleClass().add("trim-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        setUpSlider();
        share.setId("kept-share");
        share.setMaxWidth(Double.MAX_VALUE);
        share.getStyleClass().add(Styles.MEDIUM);
        compare.setId("compare");
        compare.setOnAction(event -> {
            exploration.trim().percentProperty().set(100);
            exploration.answerAtChosenRatio();
        });
        follow();
        showRatio();
        showCosts();
    }

    private Node ratioLine() {
        Label name = new Label("keep per head");
        percent.getStyleClass().add("big-figure");
        percent.setId("percent");
        percent.setMinWidth(USE_PREF_SIZE);
        return line(name, percent);
    }

    private Node keptLine() {
        kept.setId("kept");
        keptPercent.getStyleClass().add("figure-strong");
        keptPercent.setId("kept-percent");
        keptPercent.setMinWidth(USE_PREF_SIZE);
        return line(kept, keptPercent);
    }

    private static HBox line(Node left, Node right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, left, space, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private void setUpSlider() {
        slider.setId("ratio");
        slider.setBlockIncrement(1);
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.getStyleClass().add(Styles.SMALL);
        slider.setAccessibleText("Keep ratio per head in percent");
        slider.setTooltip(
                new Tooltip("Share of the visual tokens that each head of the first cross-attention layer keeps;"
                        + "\nthe union over the heads is kept. Let go to have the question answered again."));
        settle.setOnFinished(event -> exploration.answerAtChosenRatio());
        slider.valueProperty().addListener((source, before, value) -> {
            exploration.trim().percentProperty().set((int) Math.round(value.doubleValue()));
            if (!slider.isValueChanging()) {
                settle.playFromStart();
            }
        });
        slider.valueChangingProperty().addListener((source, before, dragging) -> {
            settle.stop();
            if (!dragging) {
                exploration.answerAtChosenRatio();
            }
        });
    }

    private void follow() {
        exploration.trim().percentProperty().addListener((source, before, after) -> {
            if ((int) Math.round(slider.getValue()) != after.intValue()) {
                slider.setValue(after.doubleValue());
            }
            showRatio();
        });
        exploration.trim().keptProperty().addListener((source, before, after) -> showRatio());
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> {
                run.stateProperty().removeListener(onCosts);
                run.prefillProperty().removeListener(onCosts);
            });
            after.ifPresent(run -> {
                run.stateProperty().addListener(onCosts);
                run.prefillProperty().addListener(onCosts);
            });
            showCosts();
        });
    }

    private void showRatio() {
        percent.setText(exploration.trim().percentProperty().get() + " %");
        kept.setText(model.keptSentence());
        keptPercent.setText(model.keptPercent());
        share.setProgress(model.keptShare().orElse(0));
    }

    private void showCosts() {
        slider.setDisable(exploration.runProperty().get().isEmpty());
        costs.show(model.costs());
        compare.setVisible(model.lacksBaseline());
        compare.setManaged(model.lacksBaseline());
        showRatio();
    }
}
