package trimscope.app.workspace;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.CommandKeys;
import trimscope.app.controls.SectionHeader;

/** A view below its header. */
final class ViewFrame extends VBox {
    ViewFrame(WorkspaceView view, Runnable close) {
        setId(view.label().id());
        getStyleClass().add("view-frame");
        Button closing = new Button("", new FontIcon(Feather.X));
        closing.setId("close-view");
        closing.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        closing.setAccessibleText("Close " + view.label().title());
        closing.setTooltip(new Tooltip("Back to exploring (Esc)"));
        closing.setOnAction(event -> close.run());
        VBox.setVgrow(view, Priority.ALWAYS);
        List<Node> tools = new ArrayList<>(view.tools());
        tools.add(closing);
        getChildren().addAll(new SectionHeader(view.label().title(), tools.toArray(Node[]::new)), view);
        view.focusStop().getStyleClass().add("view-stop");
        new CommandKeys(view::commands).handle(this);
    }

    boolean hasFocus() {
        Node node = getScene() == null ? null : getScene().getFocusOwner();
        while (node != null && node != this) {
            node = node.getParent();
        }
        return node == this;
    }
}
