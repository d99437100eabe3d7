package trimscope.app.trimming;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import trimscope.app.exploration.Exploration;

/** Shows the exact formulas behind the costs, with this model's and run's numbers; Escape or a click elsewhere closes them. */
final class FormulaLink extends Hyperlink {
    private static final double WIDTH = 440;

    private final Exploration exploration;
    private final PopOver popOver = new PopOver();

    FormulaLink(Exploration exploration) {
        super("Formulas");
        this.exploration = exploration;
        setId("formulas");
        setTooltip(new Tooltip("The exact formulas with the numbers of this model and run"));
        setOnAction(event -> open());
        popOver.setArrowLocation(PopOver.ArrowLocation.RIGHT_BOTTOM);
        popOver.setDetachable(false);
        popOver.setAnimated(false);
        popOver.getStyleClass().add("formulas");
    }

    /** Opens them if there is an answered run. */
    void open() {
        formulas().ifPresent(formulas -> {
            popOver.setContentNode(content(formulas));
            popOver.show(this);
        });
    }

    boolean canOpen() {
        return formulas().isPresent();
    }

    private Optional<CostFormulas> formulas() {
        return exploration
                .model()
                .infoProperty()
                .get()
                .flatMap(model -> exploration
                        .runProperty()
                        .get()
                        .flatMap(run -> run.costsProperty()
                                .get()
                                .map(costs -> CostFormulas.of(model.crossCost(), costs, run.trimming()))));
    }

    private static Node content(CostFormulas formulas) {
        VBox content = new VBox(8);
        content.setId("formula-sheet");
        content.getStyleClass().add("formula-sheet");
        content.setPrefWidth(WIDTH);
        content.getChildren().add(wrapped(formulas.legend(), "caption"));
        for (CostFormulas.Line line : formulas.lines()) {
            content.getChildren()
                    .add(new VBox(
                            2,
                            wrapped(line.name() + " = " + line.symbols(), "figure-strong"),
                            wrapped("= " + line.numbers(), "figure")));
        }
        content.getChildren()
                .add(wrapped(
                        "Not reduced: the vision encoder, the projector and all of the text. Computed, not measured.",
                        "caption"));
        return content;
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
