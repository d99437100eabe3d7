package trimscope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.inference.PictureLoader;
import trimscope.app.opening.FirstMinute;
import trimscope.core.image.PictureReader;

/** Brings pictures of people's own into the library: chosen, dropped or pasted. */
final class OpenPictures {
    private static final String STRANGER =
            "The embedded model knows only drawn scenes such as the samples; of a photograph it understands nothing.";

    private final Exploration exploration;
    private final Supplier<Optional<File>> chooser;

    /**
     * @param chooser asks for a file
     */
    OpenPictures(Exploration exploration, Supplier<Optional<File>> chooser) {
        this.exploration = exploration;
        this.chooser = chooser;
    }

    /** A file dialogue for pictures above a window. */
    static Supplier<Optional<File>> dialogue(Window window) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a picture");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(
                        "Pictures", "*.png", "*.jpg", "*.jpeg", "*.webp", "*.bmp", "*.gif"));
        return () -> Optional.ofNullable(chooser.showOpenDialog(window));
    }

    void choose() {
        chooser.get().ifPresent(file -> open(file.toPath()));
    }

    void open(Path file) {
        add(String.valueOf(file.getFileName()), () -> PictureReader.read(file));
    }

    /** Opens what the clipboard holds. */
    void paste() {
        List<File> files = PastedPicture.files(Clipboard.getSystemClipboard());
        files.forEach(file -> open(file.toPath()));
        if (files.isEmpty()) {
            PastedPicture.pixels(Clipboard.getSystemClipboard())
                    .ifPresent(pixels -> add("pasted picture", () -> pixels));
        }
    }

    void acceptDrops(Scene scene) {
        scene.setOnDragOver((DragEvent event) -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
        });
        scene.setOnDragDropped((DragEvent event) -> {
            event.getDragboard().getFiles().forEach(file -> open(file.toPath()));
            event.setDropCompleted(true);
        });
    }

    private void add(String name, PictureLoader loader) {
        LibraryPicture picture =
                exploration.add(name, LibraryPicture.Origin.FILE, List.of("Describe the picture."), loader);
        exploration.open(picture);
        // What turns out to be no picture needs no word about photographs.
        picture.pixelsProperty().subscribe(pixels -> {
            if (pixels.isPresent() && isEmbeddedModel()) {
                exploration.tell(new Notice(Notice.Level.HINT, STRANGER));
            }
        });
    }

    private boolean isEmbeddedModel() {
        return exploration
                .model()
                .infoProperty()
                .get()
                .map(model -> model.name().equals(FirstMinute.MODEL))
                .orElse(true);
    }
}
