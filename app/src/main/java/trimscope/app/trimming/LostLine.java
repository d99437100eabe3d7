package trimscope.app.trimming;

import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.core.chat.WantedTokens;

/** How many tokens a follow-up would have selected but no longer has; nothing while it has all. */
final class LostLine extends Label {
    private final Exploration exploration;
    private final InvalidationListener onWanted = source -> show();

    LostLine(Exploration exploration) {
        this.exploration = exploration;
        setId("lost");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setTooltip(new Tooltip(
                "By the scores of this turn's own words in the first cross-attention layer, which still sees"
                        + " the full picture.\n“later turns” decides what the next question may look at."));
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> run.wantedProperty().removeListener(onWanted));
            after.ifPresent(run -> run.wantedProperty().addListener(onWanted));
            show();
        });
        exploration.runProperty().get().ifPresent(run -> run.wantedProperty().addListener(onWanted));
        show();
    }

    private void show() {
        Optional<WantedTokens> wanted =
                exploration.runProperty().get().map(Run::wantedProperty).flatMap(known -> known.get());
        int lost = wanted.map(tokens -> tokens.lost().length).orElse(0);
        setVisible(lost > 0);
        setManaged(lost > 0);
        wanted.ifPresent(tokens -> setText("of the " + tokens.tokens().count() + " tokens that this turn would select, "
                + lost + " are gone: ◇ in the picture"));
    }
}
