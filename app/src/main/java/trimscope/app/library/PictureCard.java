package trimscope.app.library;

import atlantafx.base.theme.Styles;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.embed.swing.SwingFXUtils;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import trimscope.app.canvas.PictureLayer;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;
import trimscope.core.image.Picture;

/** One picture: small view, name and star, a chip for each run of its newest question, tags. */
final class PictureCard extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    static final double WIDTH = 152;
    private static final String STARRED = "★";
    private static final String NOT_STARRED = "☆";
    private static final double HEIGHT = 104;

    private final Exploration exploration;
    private final LibraryPicture picture;
    private final ImageView thumbnail = new ImageView();
    private final FlowPane chips = new FlowPane();
    private final Button star = new Button();
    private final PictureTags tags;
    private final InvalidationListener onState = source -> showRuns();
    private List<Run> followed = List.of();

    /** @param filter shows the pictures that have a tag */
    PictureCard(LibraryPicture picture, Exploration exploration, Consumer<String> filter) {
        super(4);
        this.exploration = exploration;
        this.picture = picture;
        getStyleClass().add("picture-card");
        setId("picture-" + picture.name().replace(' ', '-'));
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText("Picture " + picture.name());
        thumbnail.setPreserveRatio(true);
        thumbnail.setFitWidth(WIDTH);
        thumbnail.setFitHeight(HEIGHT);
        StackPane frame = new StackPane(thumbnail);
        frame.getStyleClass().add("thumbnail");
        frame.setMinHeight(HEIGHT);
        frame.setPrefHeight(HEIGHT);
        Label name = new Label(picture.name());
        name.getStyleClass().add("picture-name");
        name.setWrapText(true);
        name.setMinWidth(0);
        name.setMaxWidth(Double.MAX_VALUE);
        name.setTooltip(new Tooltip(picture.name()));
        chips.getStyleClass().add("chips");
        chips.setMinWidth(0);
        chips.setPrefWrapLength(WIDTH);
        chips.setAlignment(Pos.CENTER_LEFT);
        tags = new PictureTags(picture, filter);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox title = new HBox(4, name, star);
        title.setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(frame, title, chips, tags);
        addStar();
        setOnMouseClicked(event -> open());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                open();
                event.consume();
            }
        });
        picture.pixelsProperty().addListener((source, before, after) -> showPixels());
        picture.runs().addListener(onState);
        exploration.runProperty().addListener((source, before, after) -> showRuns());
        exploration.pictureProperty().addListener((source, before, after) -> showSelected());
        showPixels();
        showRuns();
        showSelected();
    }

    private void addStar() {
        star.getStyleClass().addAll(Styles.FLAT, "star");
        star.setMinWidth(USE_PREF_SIZE);
        star.setTooltip(new Tooltip("Stars the picture, or no longer"));
        star.setOnAction(event ->
                picture.starredProperty().set(!picture.starredProperty().get()));
        star.addEventHandler(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
        picture.starredProperty().subscribe(starred -> showStar());
        hoverProperty().subscribe(hovered -> showStar());
    }

    private void showStar() {
        boolean starred = picture.starredProperty().get();
        star.setText(starred ? STARRED : NOT_STARRED);
        star.setAccessibleText((starred ? "Starred: " : "Not starred: ") + picture.name());
        star.pseudoClassStateChanged(SELECTED, starred);
        star.setVisible(starred || isShown() || isHover());
    }

    /** Has the tags written. */
    void editTags() {
        tags.edit();
    }

    private void open() {
        if (!isShown()) {
            exploration.open(picture);
        }
    }

    private boolean isShown() {
        return exploration.pictureProperty().get().equals(Optional.of(picture));
    }

    private void showSelected() {
        pseudoClassStateChanged(SELECTED, isShown());
        tags.setEditable(isShown());
        showStar();
    }

    private void showPixels() {
        thumbnail.setImage(
                picture.pixelsProperty().get().map(PictureCard::small).orElse(null));
    }

    /** Photographs are not held twice at full size. */
    private static Image small(Picture picture) {
        int step = Math.max(1, Math.max(picture.width(), picture.height()) / 512);
        if (step == 1) {
            return PictureLayer.toImage(picture);
        }
        BufferedImage small =
                new BufferedImage(picture.width() / step, picture.height() / step, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(picture.toBufferedImage(), 0, 0, small.getWidth(), small.getHeight(), null);
        graphics.dispose();
        return SwingFXUtils.toFXImage(small, null);
    }

    private void showRuns() {
        followed.forEach(run -> run.stateProperty().removeListener(onState));
        followed = List.copyOf(picture.runs());
        followed.forEach(run -> run.stateProperty().addListener(onState));
        chips.getChildren().clear();
        Optional<Run> shown = exploration.runProperty().get();
        List<Run> listed = new ArrayList<>();
        if (!picture.runs().isEmpty()) {
            Run reference = shown.filter(picture.runs()::contains)
                    .orElse(picture.runs().get(picture.runs().size() - 1));
            listed.addAll(picture.siblings(reference));
            listed.sort(Comparator.comparingInt(Run::percent).reversed().thenComparing(Run::label));
        }
        for (Run run : listed) {
            Button chip = new Button(run.label());
            chip.getStyleClass().addAll(Styles.SMALL, "chip");
            chip.pseudoClassStateChanged(SELECTED, shown.equals(Optional.of(run)));
            chip.setOnAction(event -> exploration.select(run));
            chip.setWrapText(true);
            chip.setMinWidth(0);
            chip.setMaxWidth(WIDTH);
            chip.setTooltip(new Tooltip("Shows the run " + run.label()));
            chip.setAccessibleText("Run " + run.label() + " of " + picture.name());
            chips.getChildren().add(chip);
        }
        if (listed.isEmpty()) {
            Label none = new Label("no question yet");
            none.getStyleClass().add("caption");
            chips.getChildren().add(none);
        }
    }
}
