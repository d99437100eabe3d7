package trimscope.app.tokens;

import java.util.List;
import java.util.Locale;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.MapFocus;
import trimscope.app.exploration.PatchGaze;
import trimscope.app.inference.PatchMass;

/** Which words look at the selected patches most, and where; a click shows that word, layer and head. */
final class LookList extends FlowPane {
    private static final int MOST = 3;

    private final Exploration exploration;

    LookList(Exploration exploration) {
        this.exploration = exploration;
        setId("looks");
        getStyleClass().add("look-list");
        setAlignment(Pos.CENTER_LEFT);
        exploration.gaze().masses().addListener((MapChangeListener<Integer, PatchMass>) change -> show());
        show();
    }

    private void show() {
        List<PatchGaze.Look> looks = exploration.gaze().strongest(MOST);
        getChildren().clear();
        setVisible(!looks.isEmpty());
        setManaged(!looks.isEmpty());
        if (!looks.isEmpty()) {
            Label title = new Label("look there most:");
            title.getStyleClass().add("caption");
            getChildren().add(title);
        }
        looks.forEach(look -> getChildren().add(link(look)));
    }

    private Hyperlink link(PatchGaze.Look look) {
        Hyperlink link = new Hyperlink(String.format(
                Locale.ROOT,
                "“%s” layer %d · head %d · %.0f %%",
                look.word().text(),
                look.layer(),
                look.head(),
                100 * look.share()));
        MapFocus focus = exploration.focus();
        link.setOnAction(event -> focus.choiceProperty()
                .get()
                .ifPresent(choice -> focus.select(
                        look.word(), choice.withLayers(List.of(look.layer())).withHeads(List.of(look.head())))));
        return link;
    }
}
