package trimscope.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/** Finds what cannot be read or reached: shortened text, and what reaches beyond the pane that it lies in. */
final class Clipping {
    /** Pixels that borders and rounding may take. */
    private static final double TOLERANCE = 1.5;

    private final List<String> found = new ArrayList<>();

    private Clipping() {}

    /** A line for each fault below a node that can be seen. */
    static List<String> below(Parent root) {
        Clipping clipping = new Clipping();
        clipping.walk(root);
        return clipping.found;
    }

    private void walk(Node node) {
        if (!node.isVisible() || node instanceof Canvas) {
            return;
        }
        if (node instanceof Labeled labeled) {
            shortened(labeled).ifPresent(text -> found.add("shortened " + name(node) + " to “" + text + "”"));
        }
        if (node instanceof TextField field) {
            overflowing(field).ifPresent(text -> found.add("too narrow for “" + text + "”: " + name(node)));
        }
        if (node instanceof Labeled || node.isFocusTraversable()) {
            beyond(node).ifPresent(pane -> found.add(name(node) + " reaches beyond " + name(pane)));
        }
        if (node instanceof Parent parent && !(node instanceof TextField)) {
            parent.getChildrenUnmodifiable().forEach(this::walk);
        }
    }

    /** The text that stands there instead of the whole one; what must be short may be if a tooltip says all. */
    private static Optional<String> shortened(Labeled labeled) {
        String whole = labeled.getText() == null ? "" : labeled.getText();
        boolean told =
                labeled.getTooltip() != null && labeled.getTooltip().getText().contains(whole);
        if (whole.isBlank() || told || labeled.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY) {
            return Optional.empty();
        }
        return texts(labeled)
                .map(Text::getText)
                .filter(text -> !text.equals(whole))
                .findFirst();
    }

    private static Optional<String> overflowing(TextField field) {
        double room = field.getWidth()
                - field.getInsets().getLeft()
                - field.getInsets().getRight();
        return field.lookupAll(".text").stream()
                .filter(node -> node.isVisible() && node instanceof Text)
                .map(Text.class::cast)
                .filter(text -> text.getLayoutBounds().getWidth() > room + TOLERANCE)
                .map(Text::getText)
                .findFirst();
    }

    private static Stream<Text> texts(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && !(child instanceof FontIcon) && child.isVisible())
                .map(Text.class::cast);
    }

    /** The innermost region that a node leaves; what a scroll pane holds may be above or below its window. */
    private static Optional<Region> beyond(Node node) {
        if (isWithinTable(node)) {
            return Optional.empty();
        }
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        boolean scrolled = false;
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            scrolled |= parent.getParent() != null
                    && parent.getParent().getStyleClass().contains("viewport");
            if (parent instanceof Region region && region.getWidth() > 0) {
                Bounds around = region.localToScene(region.getLayoutBounds());
                boolean across = bounds.getMinX() < around.getMinX() - TOLERANCE
                        || bounds.getMaxX() > around.getMaxX() + TOLERANCE;
                boolean along = bounds.getMinY() < around.getMinY() - TOLERANCE
                        || bounds.getMaxY() > around.getMaxY() + TOLERANCE;
                if (across || (along && !scrolled)) {
                    return Optional.of(region);
                }
            }
        }
        return Optional.empty();
    }

    /** Whose rows and columns scroll behind its edges. */
    private static boolean isWithinTable(Node node) {
        Node each = node;
        while (each != null && !(each instanceof TableView)) {
            each = each.getParent();
        }
        return each != null;
    }

    private static String name(Node node) {
        String text =
                node instanceof Labeled labeled && labeled.getText() != null ? " “" + labeled.getText() + "”" : "";
        String id = node.getId() == null ? "" : "#" + node.getId();
        return node.getClass().getSimpleName() + id + node.getStyleClass() + text;
    }
}
