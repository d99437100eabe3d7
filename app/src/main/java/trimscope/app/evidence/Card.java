package trimscope.app.evidence;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A chart with the question that it answers, what it shows, and the idea of the paper that it tests. */
final class Card extends VBox {
    private static final String NO_BREAK = "\u00a0";

    private final Label sentence = new Label();

    /**
     * @param idea of the paper, as the link's text
     * @param openPaper shows the paper
     */
    Card(String question, Node tools, Region chart, String idea, Runnable openPaper) {
        super(8);
        getStyleClass().add("evidence-card");
        Label title = new Label(question);
        title.getStyleClass().add("figure-strong");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox head = new HBox(8, title, tools);
        sentence.getStyleClass().add("caption");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(chart, Priority.ALWAYS);
        Hyperlink link = new Hyperlink("Tests: " + idea + " (arXiv" + NO_BREAK + "2504.00557)");
        link.setTooltip(new Tooltip("Opens the paper in the browser"));
        link.setWrapText(true);
        link.setMinHeight(USE_PREF_SIZE);
        link.setOnAction(event -> openPaper.run());
        getChildren().addAll(head, chart, sentence, link);
    }

    /** Numbers and their signs stay in one line. */
    void say(String words) {
        sentence.setText(words.replace(" %", NO_BREAK + "%"));
    }
}
