package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import trimscope.app.command.CommandControls;
import trimscope.app.inference.Quantity;

/** The title of the legend: what the maps and the matrix tell, and what else they could. */
final class QuantityMenu extends MenuButton {
    QuantityMenu(ViewerModel model, ViewerCommands commands) {
        setId("quantity");
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "quantity");
        setMinWidth(USE_PREF_SIZE);
        textProperty().bind(model.quantityProperty().map(Quantity::label));
        setTooltip(new Tooltip("How hard the text looks, or how much of it arrives (Q)"));
        for (Quantity quantity : Quantity.values()) {
            getItems()
                    .add(CommandControls.item(quantity.label() + ": " + quantity.unit(), commands.quantity(quantity)));
        }
    }
}
