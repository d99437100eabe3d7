package trimscope.app.trimming;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import trimscope.app.exploration.Exploration;

/** The keep ratio as a slider and as a number: one percent with the arrow keys, ten with page up and down. */
final class RatioControl extends VBox {
    /** After a click on the track or a key there is no release, so a pause stands for it. */
    private static final Duration SETTLED = Duration.millis(300);

    private static final int COARSE = 10;

    private final Exploration exploration;
    private final Slider slider = new Slider(1, 100, 100);
    private final TextField number = new TextField();
    private final Label perHead = new Label();
    private final BooleanProperty live = new SimpleBooleanProperty();
    private final PauseTransition settle = new PauseTransition(SETTLED);

    RatioControl(Exploration exploration) {
        super(4);
        this.exploration = exploration;
        settle.setOnFinished(event -> exploration.answerAtChosenRatio());
        setUpNumber();
        setUpSlider();
        Label name = new Label("keep per head");
        name.setMinWidth(USE_PREF_SIZE);
        perHead.setId("per-head");
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(perHead.textProperty());
        perHead.setTooltip(whole);
        perHead.getStyleClass().add("caption");
        perHead.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(perHead, Priority.ALWAYS);
        Label sign = new Label("%");
        sign.getStyleClass().add("big-figure");
        HBox value = new HBox(4, number, sign);
        value.setAlignment(Pos.BASELINE_RIGHT);
        HBox line = new HBox(8, name, perHead, value);
        line.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(line, slider);
        exploration.trim().percentProperty().addListener((source, before, after) -> show());
        show();
    }

    /** Whether the answer comes again while the slider is dragged, not only on release. */
    BooleanProperty liveProperty() {
        return live;
    }

    /** What the ratio means for one head, as a caption. */
    void showPerHead(String words) {
        perHead.setText(words);
    }

    private void setUpNumber() {
        number.setId("percent");
        number.getStyleClass().addAll("ratio-number", "big-figure");
        number.setPrefColumnCount(2);
        number.setAlignment(Pos.BASELINE_RIGHT);
        number.setAccessibleText("Keep ratio per head in percent");
        number.setTooltip(new Tooltip("1 to 100; arrow keys change it by 1, page up and down by 10"));
        number.setOnAction(event -> take());
        number.focusedProperty().addListener((source, before, focused) -> {
            if (!focused) {
                take();
            }
        });
        number.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, true));
    }

    private void setUpSlider() {
        slider.setId("ratio");
        slider.setBlockIncrement(1);
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.getStyleClass().add(Styles.SMALL);
        slider.setAccessibleText("Keep ratio per head in percent");
        slider.setTooltip(
                new Tooltip("Share of the visual tokens that each head of the first cross-attention layer chooses;"
                        + "\nthe union over the heads is kept. Let go to have the question answered again."));
        slider.addEventFilter(KeyEvent.KEY_PRESSED, event -> onKey(event, false));
        slider.valueProperty().addListener((source, before, value) -> sliderMoved(value.doubleValue()));
        slider.valueChangingProperty().addListener((source, before, dragging) -> {
            settle.stop();
            if (!dragging) {
                exploration.answerAtChosenRatio();
            }
        });
    }

    private void sliderMoved(double value) {
        exploration.trim().percentProperty().set((int) Math.round(value));
        if (!slider.isValueChanging()) {
            settle.playFromStart();
        } else if (live.get()) {
            exploration.answerInPassing();
        }
    }

    private void onKey(KeyEvent event, boolean upAndDown) {
        switch (event.getCode()) {
            case PAGE_UP -> step(COARSE);
            case PAGE_DOWN -> step(-COARSE);
            case UP, DOWN -> {
                if (!upAndDown) {
                    return;
                }
                step(event.getCode() == KeyCode.UP ? 1 : -1);
            }
            case ESCAPE -> show();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void step(int by) {
        set(exploration.trim().percentProperty().get() + by);
    }

    private void set(int percent) {
        exploration.trim().percentProperty().set(Math.max(1, Math.min(100, percent)));
        settle.playFromStart();
    }

    /** Takes what was typed; what is no number goes back to the ratio that holds. */
    private void take() {
        String typed = number.getText().replace("%", "").strip();
        if (typed.matches("\\d{1,3}")
                && Integer.parseInt(typed)
                        != exploration.trim().percentProperty().get()) {
            set(Integer.parseInt(typed));
        }
        show();
    }

    private void show() {
        int percent = exploration.trim().percentProperty().get();
        if ((int) Math.round(slider.getValue()) != percent) {
            slider.setValue(percent);
        }
        number.setText(String.valueOf(percent));
    }
}
