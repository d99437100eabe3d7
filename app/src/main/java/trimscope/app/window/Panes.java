package trimscope.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import trimscope.app.charts.MatrixPane;
import trimscope.app.charts.SparsityPane;
import trimscope.app.chat.ChatPane;
import trimscope.app.command.Command;
import trimscope.app.exploration.Exploration;
import trimscope.app.library.LibraryPane;
import trimscope.app.tokens.TokensPane;
import trimscope.app.trimming.TrimPane;
import trimscope.app.viewer.ViewerPane;
import trimscope.app.workspace.Workspace;
import trimscope.app.workspace.WorkspaceView;

/** All panes beside and below each other, with the dividers between them. */
final class Panes extends SplitPane {
    /** Where the focus goes in each pane when people go round the window by keyboard. */
    private static final List<String> STOPS = List.of(
            ".picture-card",
            "#image-canvas",
            "#tokens .scroll-pane",
            ".head-matrix",
            ".view-stop",
            "#question",
            "#ratio");

    private static final List<String> WITH_STOPS =
            List.of("#library", "#viewer", "#tokens", "#matrix", ".view-frame", "#chat", "#trim");

    private final ViewerPane viewer;
    private final TokensPane tokens;
    private final MatrixPane matrix;
    private final ChatPane chat;
    private final TrimPane trim;
    private final LibraryPane library;
    private final Workspace workspace;
    private final ChatAndTrim right;
    private final List<Divider> dragged = new ArrayList<>();
    /** Of the views, as they are arranged at first. */
    private final List<Double> viewDividers = new ArrayList<>();

    /**
     * The panes of an exploration.
     *
     * @param views what can be opened in place of the panes in the middle
     */
    Panes(Exploration exploration, List<? extends WorkspaceView> views) {
        viewer = new ViewerPane(exploration);
        tokens = new TokensPane(exploration);
        matrix = new MatrixPane(exploration);
        SplitPane below = new SplitPane(matrix, new SparsityPane(exploration));
        SplitPane middle = new SplitPane(viewer, tokens, below);
        middle.setOrientation(Orientation.VERTICAL);
        workspace = new Workspace(middle, views);
        trim = new TrimPane(exploration);
        chat = new ChatPane(exploration);
        right = new ChatAndTrim(chat, trim);
        library = new LibraryPane(exploration);
        getItems().addAll(library, workspace, right);
        // Whatever the panes hold and however many messages stand below, the bars of the window stay where they are.
        setMinSize(0, 0);
        setResizableWithParent(library, false);
        setResizableWithParent(right, false);
        setResizableWithParent(tokens, false);
        setResizableWithParent(below, false);
        for (SplitPane each : List.of(this, middle, right, below)) {
            dragged.addAll(each.getDividers());
        }
        for (WorkspaceView view : views) {
            dragged.addAll(view.dividers());
            view.dividers().forEach(divider -> viewDividers.add(divider.getPosition()));
        }
    }

    ViewerPane viewer() {
        return viewer;
    }

    Workspace workspace() {
        return workspace;
    }

    ChatPane chat() {
        return chat;
    }

    TrimPane trim() {
        return trim;
    }

    void findPicture() {
        library.find();
    }

    void tagPicture() {
        library.tag();
    }

    /** What can be done in the panes. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>(viewer.commands());
        commands.addAll(tokens.commands());
        commands.addAll(matrix.commands());
        commands.addAll(workspace.viewCommands());
        return commands;
    }

    /** Gives each pane what it needs for its figures, and the rest to the picture and the chat. */
    void arrange(double width, double height, boolean large) {
        double library = 206;
        double chatting = large ? 408 : 364;
        double tokens = large ? 140 : 126;
        double below = large ? 216 : 184;
        List<Double> positions = new ArrayList<>(List.of(
                library / width,
                1 - chatting / width,
                1 - (tokens + below) / height,
                1 - below / height,
                right.arrange(large ? 516 : 460, height),
                0.53));
        positions.addAll(viewDividers);
        setDividers(positions);
    }

    /** Moves the dividers to where they were left, to stay there. */
    void restoreDividers(List<Double> positions) {
        if (!positions.isEmpty()) {
            right.leave();
            setDividers(positions);
        }
    }

    /** Positions of all dividers, 0 … 1. */
    List<Double> dividers() {
        return dragged.stream().map(Divider::getPosition).toList();
    }

    /** Tells of every divider that moves. */
    void onDividers(Runnable action) {
        dragged.forEach(divider -> divider.positionProperty().addListener(source -> action.run()));
    }

    /** Moves the dividers; twice, since an outer one changes the sizes that the inner ones are shares of. */
    private void setDividers(List<Double> positions) {
        applyCss();
        layout();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < Math.min(positions.size(), dragged.size()); i++) {
                dragged.get(i).setPosition(positions.get(i));
            }
            layout();
        }
    }

    /** Gives the focus to the pane after the one that has it, or before it. */
    void focusNext(int by) {
        int at = 0;
        for (int i = 0; i < WITH_STOPS.size(); i++) {
            if (isWithin(getScene().getFocusOwner(), lookup(WITH_STOPS.get(i)))) {
                at = i;
            }
        }
        for (int step = 1; step <= STOPS.size(); step++) {
            Node stop = lookup(STOPS.get(Math.floorMod(at + by * step, STOPS.size())));
            if (stop != null && !stop.isDisabled()) {
                stop.requestFocus();
                return;
            }
        }
    }

    private static boolean isWithin(Node node, Node pane) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each == pane) {
                return true;
            }
        }
        return false;
    }
}
