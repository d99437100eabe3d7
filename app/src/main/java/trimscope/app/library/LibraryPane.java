package trimscope.app.library;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;

/** All pictures, with the runs of each as chips. */
public final class LibraryPane extends BorderPane {
    private final Exploration exploration;
    private final VBox list = new VBox(8);
    private final ScrollPane scroll = new ScrollPane(list);
    private final Map<LibraryPicture, PictureCard> cards = new HashMap<>();

    public LibraryPane(Exploration exploration) {
        this.exploration = exploration;
        setId("library");
        getStyleClass().add("library");
        list.getStyleClass().add("library-list");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(new SectionHeader("Library"));
        setCenter(scroll);
        exploration.pictures().addListener((ListChangeListener<LibraryPicture>) change -> showPictures());
        exploration.pictureProperty().addListener((source, before, after) -> after.ifPresent(this::reveal));
        showPictures();
    }

    private void showPictures() {
        cards.keySet().retainAll(exploration.pictures());
        list.getChildren()
                .setAll(exploration.pictures().stream()
                        .map(picture -> cards.computeIfAbsent(picture, each -> new PictureCard(each, exploration)))
                        .toList());
        exploration.pictureProperty().get().ifPresent(this::reveal);
    }

    private void reveal(LibraryPicture picture) {
        Optional.ofNullable(cards.get(picture)).ifPresent(card -> {
            Bounds bounds = card.getBoundsInParent();
            double hidden = list.getHeight() - scroll.getViewportBounds().getHeight();
            double top = scroll.getVvalue() * Math.max(0, hidden);
            double bottom = top + scroll.getViewportBounds().getHeight();
            if (hidden > 0 && (bounds.getMinY() < top || bounds.getMaxY() > bottom)) {
                scroll.setVvalue(Math.min(1, bounds.getMinY() / hidden));
            }
        });
    }
}
