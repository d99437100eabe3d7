package trimscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import trimscope.app.exploration.LibraryPicture;

/** The tags of a picture; they are written as one line, in which words are added and taken away. */
final class PictureTags extends FlowPane {
    private final LibraryPicture picture;
    private final Consumer<String> filter;
    private final Button edit = new Button();
    private Optional<TextField> field = Optional.empty();
    private boolean editable;

    /** @param filter shows the pictures that have a tag */
    PictureTags(LibraryPicture picture, Consumer<String> filter) {
        this.picture = picture;
        this.filter = filter;
        getStyleClass().add("chips");
        setMinWidth(0);
        setAlignment(Pos.CENTER_LEFT);
        edit.getStyleClass().addAll(Styles.FLAT, "tag-edit");
        edit.setTooltip(new Tooltip("Writes tags by which this picture is found"));
        edit.setAccessibleText("Tags of " + picture.name());
        edit.setOnAction(event -> edit());
        // What is clicked or pressed here opens no picture.
        addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                event.consume();
            }
        });
        picture.tags().addListener((ListChangeListener<String>) change -> show());
        show();
    }

    /** Whether the tags can be written here. */
    void setEditable(boolean now) {
        editable = now;
        show();
    }

    /** Has the tags written. */
    void edit() {
        TextField writing = new TextField(String.join(" ", picture.tags()));
        writing.setPromptText("tags, with spaces");
        writing.setAccessibleText("Tags of " + picture.name() + ", separated by spaces");
        writing.getStyleClass().addAll(Styles.SMALL, "tag-field");
        writing.setPrefWidth(PictureCard.WIDTH);
        writing.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                end(true);
            } else if (event.getCode() == KeyCode.ESCAPE) {
                end(false);
            }
        });
        writing.focusedProperty().addListener((source, before, after) -> {
            if (!after) {
                end(true);
            }
        });
        field = Optional.of(writing);
        show();
        writing.requestFocus();
        writing.end();
    }

    private void end(boolean taken) {
        field.ifPresent(written -> {
            field = Optional.empty();
            if (taken) {
                picture.tag(List.of(written.getText().split("[\\s,;]+")));
            }
            boolean focused = written.isFocused();
            show();
            if (focused) {
                edit.requestFocus();
            }
        });
    }

    private void show() {
        List<Node> shown = new ArrayList<>();
        if (field.isPresent()) {
            shown.add(field.get());
        } else {
            picture.tags().forEach(tag -> shown.add(chip(tag)));
            edit.setText(picture.tags().isEmpty() ? "+ tag" : "+");
            if (editable) {
                shown.add(edit);
            }
        }
        getChildren().setAll(shown);
        setVisible(!shown.isEmpty());
        setManaged(!shown.isEmpty());
    }

    private Button chip(String tag) {
        Button chip = new Button("#" + tag);
        chip.getStyleClass().addAll(Styles.SMALL, "tag");
        chip.setMinWidth(0);
        chip.setMaxWidth(PictureCard.WIDTH);
        chip.setTooltip(new Tooltip("Shows the pictures with the tag #" + tag));
        chip.setOnAction(event -> filter.accept("#" + tag));
        return chip;
    }
}
