package trimscope.app.sweep;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RuleNames;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SweepState;
import trimscope.core.evaluation.SweepSettings;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmingRule;

/** What to sweep: a question or scenes, rules, ratios; start and cancel. */
final class SweepForm extends VBox {
    private static final int MOST_SCENES = 1000;
    /** Of a scene's answer: those of the demo world are short. */
    private static final int MOST_TOKENS = 64;

    private final Exploration exploration;
    private final RadioButton ofQuestion = new RadioButton("the shown question");
    private final RadioButton ofScenes = new RadioButton("generated scenes");
    private final Label question = new Label();
    private final TextField scenes = number("scenes", "32", "Number of generated scenes, 1 to " + MOST_SCENES);
    private final TextField seed = number("sweep-seed", "0", "Seed of the scenes and of the random rule");
    private final List<CheckBox> rules = new ArrayList<>();
    private final TextField ratios = new TextField(Ratios.DEFAULT);
    private final Label complaint = new Label();
    private final Button start = new Button("Start");
    private final Button cancel = new Button("Cancel");

    SweepForm(Exploration exploration) {
        super(4);
        this.exploration = exploration;
        setId("sweep-form");
        getStyleClass().add("sweep-form");
        ToggleGroup source = new ToggleGroup();
        ofQuestion.setId("of-question");
        ofQuestion.setToggleGroup(source);
        ofQuestion.setMinWidth(USE_PREF_SIZE);
        ofScenes.setMinWidth(USE_PREF_SIZE);
        ofQuestion.setSelected(true);
        ofScenes.setId("of-scenes");
        ofScenes.setToggleGroup(source);
        ofScenes.setTooltip(new Tooltip("Draws scenes and asks one question about each, whose true answer is known"));
        question.getStyleClass().add("caption");
        question.getStyleClass().add("sweep-question");
        question.setMinWidth(40);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(question.textProperty());
        question.setTooltip(whole);
        for (TrimmingRule rule : Rules.ALL) {
            CheckBox box = new CheckBox(RuleNames.title(rule));
            box.setId("sweep-" + rule.name());
            box.setSelected(true);
            box.setMinWidth(USE_PREF_SIZE);
            box.setTooltip(new Tooltip(rule.description()));
            rules.add(box);
        }
        ratios.setId("ratios");
        ratios.setPrefColumnCount(14);
        ratios.setAccessibleText("Keep ratios per head in percent, with commas");
        ratios.setTooltip(new Tooltip("Keep ratios per head in percent, 1 to 100, with commas"));
        complaint.setId("sweep-complaint");
        complaint.getStyleClass().add("complaint");
        start.setId("sweep-start");
        start.getStyleClass().add(Styles.ACCENT);
        start.setMinWidth(USE_PREF_SIZE);
        start.setTooltip(new Tooltip("Answers in full once, then at every rule and ratio (Ctrl+Enter)"));
        start.setOnAction(event -> start());
        cancel.setId("sweep-cancel");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setTooltip(new Tooltip("Ends the sweep; the points that are there stay"));
        cancel.setOnAction(event -> exploration.sweeps().cancel());
        getChildren().addAll(sourceLine(), ruleLine(), ratioLine());
        follow();
    }

    private Node sourceLine() {
        return line("Ask", together(ofQuestion, question), together(ofScenes, scenes, caption("seed"), seed));
    }

    private Node ruleLine() {
        return line("Rules", rules.toArray(Node[]::new));
    }

    private Node ratioLine() {
        return line("Keep", together(ratios, caption("% per head")), together(start, cancel), complaint);
    }

    private void follow() {
        exploration.runProperty().subscribe(run -> {
            question.setText(run.map(shown -> "“" + shown.question() + "”").orElse("none yet"));
            check();
        });
        exploration.sweeps().stateProperty().subscribe(state -> check());
        for (CheckBox box : rules) {
            box.selectedProperty().subscribe(this::check);
        }
        for (TextField field : List.of(ratios, scenes, seed)) {
            field.textProperty().subscribe(this::check);
        }
        ofScenes.selectedProperty().subscribe(this::check);
        ofQuestion.selectedProperty().subscribe(this::check);
    }

    /** Where the focus goes first. */
    Node firstStop() {
        return start;
    }

    boolean canStart() {
        return !start.isDisabled();
    }

    /** Begins what the form says, if it says something that can begin. */
    void start() {
        if (problem().isPresent()) {
            return;
        }
        if (ofScenes.isSelected()) {
            exploration
                    .sweeps()
                    .overScenes(
                            Integer.parseInt(scenes.getText().strip()),
                            seedNumber(),
                            new SweepSettings(
                                    chosenRules(), Ratios.read(ratios.getText()).orElseThrow(), MOST_TOKENS));
        } else {
            shownRun()
                    .ifPresent(run -> exploration
                            .sweeps()
                            .overQuestion(
                                    run,
                                    new SweepSettings(
                                            chosenRules(),
                                            Ratios.read(ratios.getText()).orElseThrow())));
        }
    }

    private void check() {
        boolean running = isRunning();
        Optional<String> problem = problem();
        complaint.setText(running ? "" : problem.orElse(""));
        start.setDisable(running || problem.isPresent());
        cancel.setDisable(!running);
        boolean drawn = ofScenes.isSelected();
        scenes.setDisable(!drawn);
        ratios.pseudoClassStateChanged(
                Styles.STATE_DANGER, Ratios.read(ratios.getText()).isEmpty());
    }

    /** Why nothing can begin. */
    private Optional<String> problem() {
        if (chosenRules().isEmpty()) {
            return Optional.of("Choose a rule.");
        }
        if (Ratios.read(ratios.getText()).isEmpty()) {
            return Optional.of("Ratios are whole numbers from 1 to 100.");
        }
        if (!seed.getText().strip().matches("\\d{1,9}")) {
            return Optional.of("The seed is a whole number.");
        }
        if (ofScenes.isSelected()) {
            String typed = scenes.getText().strip();
            boolean valid = typed.matches("\\d{1,4}") && !typed.matches("0+") && Integer.parseInt(typed) <= MOST_SCENES;
            return valid ? Optional.empty() : Optional.of("Choose 1 to " + MOST_SCENES + " scenes.");
        }
        return shownRun().isPresent() ? Optional.empty() : Optional.of("Ask a question first.");
    }

    private Optional<Run> shownRun() {
        return exploration.runProperty().get();
    }

    private boolean isRunning() {
        return exploration
                .sweeps()
                .stateProperty()
                .get()
                .filter(SweepState::isRunning)
                .isPresent();
    }

    private long seedNumber() {
        return Long.parseLong(seed.getText().strip());
    }

    private List<TrimmingRule> chosenRules() {
        List<TrimmingRule> chosen = new ArrayList<>();
        List<TrimmingRule> all = seed.getText().strip().matches("\\d{1,9}") ? Rules.all(seedNumber()) : Rules.ALL;
        for (int i = 0; i < all.size(); i++) {
            if (rules.get(i).isSelected()) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }

    /** A name and what belongs to it, in more than one line where it is narrow. */
    private static HBox line(String name, Node... nodes) {
        Label label = new Label(name);
        label.getStyleClass().add("form-name");
        FlowPane flow = new FlowPane(12, 4, nodes);
        flow.setRowValignment(VPos.CENTER);
        HBox.setHgrow(flow, Priority.ALWAYS);
        HBox line = new HBox(8, label, flow);
        line.setAlignment(Pos.TOP_LEFT);
        return line;
    }

    private static HBox together(Node... nodes) {
        HBox line = new HBox(8, nodes);
        line.getStyleClass().add("form-item");
        return line;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("caption");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static TextField number(String id, String value, String hint) {
        TextField field = new TextField(value);
        field.setId(id);
        field.setPrefColumnCount(4);
        field.setMinWidth(USE_PREF_SIZE);
        field.setAccessibleText(hint);
        field.setTooltip(new Tooltip(hint));
        return field;
    }
}
