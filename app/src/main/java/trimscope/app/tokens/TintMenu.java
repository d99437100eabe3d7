package trimscope.app.tokens;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import trimscope.app.exploration.Painting;

/** Chooses what the strip's colours tell; while patches are selected they tell who looks there. */
final class TintMenu extends MenuButton {
    TintMenu(ObjectProperty<Tint> tint, Painting painting) {
        setId("tint");
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words(
                                tint.get(), painting.selectedProperty().get().size()),
                        tint,
                        painting.selectedProperty()));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(tint.map(Tint::hint));
        setTooltip(tooltip);
        for (Tint each : Tint.values()) {
            MenuItem item = new MenuItem(each.label());
            item.setOnAction(event -> tint.set(each));
            getItems().add(item);
        }
    }

    private static String words(Tint tint, int patches) {
        if (patches == 0) {
            return "tint: " + tint.label();
        }
        return "tint: attention on " + (patches == 1 ? "the selected patch" : "the " + patches + " selected patches");
    }
}
