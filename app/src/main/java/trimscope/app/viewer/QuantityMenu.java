package trimscope.app.viewer;

import trimscope.app.command.CommandControls;
import trimscope.app.controls.FlatMenu;
import trimscope.app.inference.Quantity;

/** The title of the legend: what the maps and the matrix tell, and what else they could. */
final class QuantityMenu extends FlatMenu {
    QuantityMenu(ViewerModel model, ViewerCommands commands) {
        super("quantity", "How hard the text looks, or how much of it arrives (Q)");
        getStyleClass().add("quantity");
        textProperty().bind(model.quantityProperty().map(Quantity::label));
        for (Quantity quantity : Quantity.values()) {
            getItems()
                    .add(CommandControls.item(quantity.label() + ": " + quantity.unit(), commands.quantity(quantity)));
        }
    }
}
