package trimscope.app.command;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Shows one sheet at a time above the window; Escape or a click beside it closes it and gives the focus back. */
public final class OverlayPane extends StackPane {
    private Optional<Node> focusedBefore = Optional.empty();

    public OverlayPane() {
        setId("overlay");
        getStyleClass().add("overlay");
        hide();
        setOnMousePressed(event -> {
            if (event.getTarget() == this) {
                close();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        sceneProperty()
                .subscribe(scene -> Optional.ofNullable(scene)
                        .ifPresent(there -> there.focusOwnerProperty().subscribe(this::keepFocus)));
    }

    public boolean isOpen() {
        return isVisible();
    }

    /** Shows a sheet in place of one that may be there. */
    public void open(Region sheet, Node focused, Pos where) {
        if (!isOpen()) {
            focusedBefore = Optional.ofNullable(getScene().getFocusOwner());
        }
        setAlignment(sheet, where);
        getChildren().setAll(sheet);
        setVisible(true);
        focused.requestFocus();
    }

    /** Does nothing if there is no sheet. */
    public void close() {
        if (isOpen()) {
            hide();
            focusedBefore.ifPresent(Node::requestFocus);
        }
    }

    private void hide() {
        getChildren().clear();
        setVisible(false);
    }

    /** While a sheet is open, Tab stays within it. */
    private void keepFocus(Node owner) {
        boolean within = false;
        for (Node node = owner; node != null; node = node.getParent()) {
            within |= node == this;
        }
        if (isOpen() && !within) {
            getChildren().get(0).requestFocus();
        }
    }
}
