package trimscope.app.controls;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;

/** Controls as lines of a menu that do the same. */
final class FoldedItems {
    private FoldedItems() {}

    static List<MenuItem> of(List<Node> folded) {
        return folded.stream()
                .dropWhile(Separator.class::isInstance)
                .map(FoldedItems::item)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<MenuItem> item(Node node) {
        if (node instanceof Separator) {
            return Optional.of(new SeparatorMenuItem());
        } else if (node instanceof MenuButton menu) {
            Menu folded = new Menu(name(menu));
            menu.getItems().forEach(item -> folded.getItems().add(copy(item)));
            return Optional.of(folded);
        } else if (node instanceof ToggleButton toggle) {
            CheckMenuItem item = new CheckMenuItem(name(toggle));
            item.setSelected(toggle.isSelected());
            item.setOnAction(event -> toggle.fire());
            item.setDisable(toggle.isDisabled());
            return Optional.of(item);
        } else if (node instanceof ButtonBase button) {
            MenuItem item = new MenuItem(name(button));
            item.setOnAction(event -> button.fire());
            item.setDisable(button.isDisabled());
            return Optional.of(item);
        }
        return Optional.empty();
    }

    private static MenuItem copy(MenuItem of) {
        MenuItem item = new MenuItem(of.getText());
        item.setOnAction(event -> of.fire());
        item.setDisable(of.isDisable());
        return item;
    }

    /** The words on a control with its key, as the control shows them. */
    private static String name(Labeled labeled) {
        String words = labeled.getText().isBlank() ? labeled.getAccessibleText() : labeled.getText();
        return labeled.getGraphic() instanceof Label key ? words + "  (" + key.getText() + ")" : words;
    }
}
