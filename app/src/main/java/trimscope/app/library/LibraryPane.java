package trimscope.app.library;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
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
    private final Exploration exploration;
    private final VBox list = new VBox(8);
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
        exploration.pictureProperty().addListener((source, before, after) -> revealNext());
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
        revealNext();
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

    private void revealNext() {
        revealing = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (revealing && getHeight() > 0) {
            revealing = false;
            // The cards have their places only after this pass.
            scroll.layout();
            exploration.pictureProperty().get().ifPresent(this::reveal);
        }
    }

    private void reveal(LibraryPicture picture) {
        Optional.ofNullable(cards.get(picture)).ifPresent(card -> {
            Bounds bounds = card.getBoundsInParent();
            double hidden = list.getHeight() - scroll.getViewportBounds().getHeight();
            double top = scroll.getVvalue() * Math.max(0, hidden);
            double bottom = top + scroll.getViewportBounds().getHeight();
            if (hidden > 0 && (bounds.getMinY() < top || bounds.getMaxY() > bottom)) {
                // The skin takes no new position while it is being laid out.
                Platform.runLater(() -> scroll.setVvalue(Math.min(1, (bounds.getMinY() - 8) / hidden)));
            }
        });
    }
}
