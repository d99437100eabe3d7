package trimscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;

/** All pictures, with the runs of each as chips. */
public final class LibraryPane extends BorderPane {
    private static final double BESIDE_A_CARD = 8;

    private final Exploration exploration;
    private final VBox list = new VBox(BESIDE_A_CARD);
    private final ScrollPane scroll = new ScrollPane(list);
    private final Map<LibraryPicture, PictureCard> cards = new HashMap<>();
    private final TextField filter = TextFields.createClearableTextField();
    private final Label none = new Label("No picture of that name or tag.");
    private final ToggleButton starred = new ToggleButton("★");
    private boolean revealing;

    public LibraryPane(Exploration exploration) {
        this.exploration = exploration;
        setId("library");
        getStyleClass().add("library");
        list.getStyleClass().add("library-list");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        filter.setId("library-filter");
        filter.setPromptText("name or #tag");
        filter.setTooltip(new Tooltip("Shows the pictures whose name or tag has these letters"));
        filter.setAccessibleText("Filter the pictures by name or tag");
        filter.getStyleClass().add(Styles.SMALL);
        filter.textProperty().addListener(source -> showPictures());
        HBox.setHgrow(filter, Priority.ALWAYS);
        starred.setId("only-starred");
        starred.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "overlay-toggle", "star-filter");
        starred.setTooltip(new Tooltip("Shows the starred pictures alone"));
        starred.setAccessibleText("Starred pictures alone");
        starred.selectedProperty().addListener(source -> showPictures());
        HBox search = new HBox(4, filter, starred);
        VBox top = new VBox(new SectionHeader("Library"), search);
        top.getStyleClass().add("library-top");
        setTop(top);
        none.getStyleClass().add("caption");
        setCenter(scroll);
        exploration.pictures().addListener((ListChangeListener<LibraryPicture>) change -> showPictures());
        exploration.pictureProperty().addListener((source, before, after) -> revealSoon());
        // A window that shrinks, larger type, another line of tags: the shown picture stays in view.
        scroll.viewportBoundsProperty().map(Bounds::getHeight).addListener((ChangeListener<Number>)
                (source, before, after) -> revealSoon());
        list.heightProperty().addListener((source, before, after) -> revealSoon());
        showPictures();
    }

    /** Goes to where a name is typed. */
    public void find() {
        filter.requestFocus();
        filter.selectAll();
    }

    /** Has tags written for the shown picture. */
    public void tag() {
        exploration
                .pictureProperty()
                .get()
                .flatMap(picture -> Optional.ofNullable(cards.get(picture)))
                .filter(card -> card.getParent() != null)
                .ifPresent(PictureCard::editTags);
    }

    private void showPictures() {
        cards.keySet().retainAll(exploration.pictures());
        list.getChildren()
                .setAll(exploration.pictures().stream()
                        .filter(this::isWanted)
                        .map(picture -> cards.computeIfAbsent(picture, this::card))
                        .toList());
        if (list.getChildren().isEmpty() && !exploration.pictures().isEmpty()) {
            list.getChildren().add(none);
        }
        revealSoon();
    }

    private PictureCard card(LibraryPicture picture) {
        picture.starredProperty().addListener(source -> showPictures());
        picture.tags().addListener((ListChangeListener<String>) change -> showPictures());
        return new PictureCard(picture, exploration, filter::setText);
    }

    private boolean isWanted(LibraryPicture picture) {
        String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
        boolean named = picture.name().toLowerCase(Locale.ROOT).contains(wanted);
        boolean tagged = picture.tags().stream()
                .anyMatch(tag -> ("#" + tag).toLowerCase(Locale.ROOT).contains(wanted));
        return (named || tagged)
                && (!starred.isSelected() || picture.starredProperty().get());
    }

    /** The cards have their places only after the layout that is going on or due. */
    private void revealSoon() {
        if (!revealing) {
            revealing = true;
            Platform.runLater(() -> {
                revealing = false;
                layout();
                exploration
                        .pictureProperty()
                        .get()
                        .flatMap(picture -> Optional.ofNullable(cards.get(picture)))
                        .filter(card -> card.getParent() != null)
                        .ifPresent(this::reveal);
            });
        }
    }

    /** Scrolls as little as it takes; of a card that is taller than the list, the upper part counts. */
    private void reveal(PictureCard card) {
        Bounds bounds = card.getBoundsInParent();
        double room = scroll.getViewportBounds().getHeight();
        double hidden = list.getHeight() - room;
        double top = scroll.getVvalue() * hidden;
        if (room <= 0 || hidden <= 0) {
            return;
        }
        double highest = bounds.getMinY() - BESIDE_A_CARD;
        double lowest = bounds.getMaxY() + BESIDE_A_CARD - room;
        if (bounds.getMinY() < top || bounds.getMaxY() > top + room) {
            double wanted = top > highest || lowest > highest ? highest : lowest;
            scroll.setVvalue(Math.max(0, Math.min(1, wanted / hidden)));
        }
    }
}
