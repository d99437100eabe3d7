package trimscope.app.tokens;

import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.controls.FlatMenu;
import trimscope.app.exploration.Painting;

/** Chooses what the strip's colours tell; while patches are selected they tell who looks there. */
final class TintMenu extends FlatMenu {
    TintMenu(ObjectProperty<Tint> tint, Map<Tint, Command> tints, Painting painting) {
        super("tint", tint.get().hint());
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> words(
                                tint.get(), painting.selectedProperty().get().size()),
                        tint,
                        painting.selectedProperty()));
        getTooltip().textProperty().bind(tint.map(Tint::hint));
        tints.forEach((each, command) -> getItems().add(CommandControls.item(each.label(), command)));
    }

    private static String words(Tint tint, int patches) {
        if (patches == 0) {
            return "tint: " + tint.label();
        }
        return "tint: attention on " + (patches == 1 ? "the selected patch" : "the " + patches + " selected patches");
    }
}
