package trimscope.app.models;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import trimscope.core.catalog.CatalogEntry;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.memory.MemoryEstimate;

/** Name, source and size of a model, and what is missing of it. */
final class ModelCell extends ListCell<ModelFound> {
    ModelCell() {
        // As wide as the list, so that long names end in dots.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ModelFound found, boolean empty) {
        super.updateItem(found, empty);
        setText(null);
        if (empty || found == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        CatalogEntry entry = found.entry();
        Label name = new Label(entry.name());
        name.getStyleClass().add("figure-strong");
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label revision = new Label(entry.revision().orElse(""));
        revision.getStyleClass().add("caption");
        revision.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(8, name, revision);
        first.setAlignment(Pos.BASELINE_LEFT);
        Label second = new Label(facts(found));
        second.getStyleClass().add("caption");
        VBox lines = new VBox(2, first, second);
        entry.problem().ifPresent(sentence -> {
            Label problem = new Label("cannot be loaded: " + sentence);
            problem.getStyleClass().addAll("caption", "model-problem");
            lines.getChildren().add(problem);
        });
        setGraphic(lines);
        setTooltip(new Tooltip(entry.folder().toString()));
        setAccessibleText(entry.name() + ", " + facts(found)
                + entry.problem()
                        .map(sentence -> ", cannot be loaded: " + sentence)
                        .orElse(""));
    }

    private static String facts(ModelFound found) {
        CatalogEntry entry = found.entry();
        String numbers = entry.checkpoint()
                .map(checkpoint -> " · " + parameters(checkpoint) + " · "
                        + checkpoint.elementType().label())
                .orElse("");
        return MemoryEstimate.gigabytes(entry.bytes()) + numbers + " · "
                + found.source().label();
    }

    private static String parameters(Checkpoint checkpoint) {
        double count = checkpoint.parameters();
        return count < 1e9
                ? String.format(Locale.ROOT, "%.1f M parameters", count / 1e6)
                : String.format(Locale.ROOT, "%.1f B parameters", count / 1e9);
    }
}
