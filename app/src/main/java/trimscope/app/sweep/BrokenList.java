package trimscope.app.sweep;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trimscope.core.evaluation.SceneCase;

/** The scenes whose true answer trimming broke at a point; each can be opened. */
final class BrokenList extends VBox {
    private final Label title = new Label();
    private final ListView<SceneCase> list = new ListView<>();
    private int point;

    /** @param onOpened hears of the scene that people click or press Enter on */
    BrokenList(Consumer<SceneCase> onOpened) {
        super(4);
        setId("broken");
        getStyleClass().add("broken-scenes");
        title.getStyleClass().add("caption");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(list, Priority.ALWAYS);
        list.setId("broken-list");
        list.setAccessibleText("Scenes whose true answer broke; Enter opens one");
        list.setCellFactory(view -> {
            Cell cell = new Cell();
            cell.setOnMouseClicked(event -> {
                if (!cell.isEmpty()) {
                    onOpened.accept(cell.getItem());
                }
            });
            return cell;
        });
        list.setOnKeyPressed(event -> {
            SceneCase chosen = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                onOpened.accept(chosen);
            }
        });
        getChildren().addAll(title, list);
    }

    /** @param name of the point, such as {@code Random at 5 %} */
    void show(int shownPoint, String name, List<SceneCase> broken) {
        point = shownPoint;
        title.setText(
                broken.isEmpty()
                        ? name + " breaks no true answer."
                        : name + " breaks " + (broken.size() == 1 ? "1 true answer" : broken.size() + " true answers")
                                + "; each opens with both runs.");
        list.setVisible(!broken.isEmpty());
        if (!list.getItems().equals(broken)) {
            list.getItems().setAll(broken);
        }
        list.refresh();
    }

    private final class Cell extends ListCell<SceneCase> {
        @Override
        protected void updateItem(SceneCase scene, boolean empty) {
            super.updateItem(scene, empty);
            if (empty || scene == null) {
                setText("");
                return;
            }
            setText("scene " + scene.index() + ": " + scene.question().question() + "\nfull: "
                    + scene.sweep().answer() + "\ntrimmed: "
                    + scene.sweep().points().get(point).answer());
        }
    }
}
