package trimscope.app.window;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import trimscope.app.chat.ChatPane;
import trimscope.app.trimming.TrimPane;

/** The chat above the trim panel, which gets what it needs at every height of the window, until a person drags the divider. */
final class ChatAndTrim extends SplitPane {
    /** Share of the height that the trim panel may take from the chat. */
    private static final double MOST_OF_TRIM = 0.56;

    private double trimNeed;
    private double arrangedHeight;
    private boolean dragged = true;

    ChatAndTrim(ChatPane chat, TrimPane trim) {
        super(chat, trim);
        setOrientation(Orientation.VERTICAL);
        setResizableWithParent(trim, false);
        addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> {
            if (event.getTarget() instanceof Node each && each.getStyleClass().contains("split-pane-divider")) {
                leave();
            }
        });
    }

    /**
     * Places the divider at this height and at those that come.
     *
     * @param need height in pixels that shows all of the trim panel
     * @return the divider's place, 0 … 1
     */
    double arrange(double need, double height) {
        trimNeed = need;
        arrangedHeight = getHeight();
        dragged = false;
        return place(height);
    }

    /** The divider stays where it is from now on. */
    void leave() {
        dragged = true;
    }

    private double place(double height) {
        return 1 - Math.min(trimNeed / height, MOST_OF_TRIM);
    }

    @Override
    protected void layoutChildren() {
        // The skin first: at another height it keeps the trim panel's pixels, whatever the divider is set to before.
        super.layoutChildren();
        if (!dragged && getHeight() != arrangedHeight) {
            arrangedHeight = getHeight();
            setDividerPositions(place(arrangedHeight));
            super.layoutChildren();
        }
    }
}
