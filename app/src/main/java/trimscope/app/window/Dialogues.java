package trimscope.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/**
 * The system's dialogues; nothing where a person decides otherwise.
 *
 * @param pictures asks for a picture to open
 * @param folders asks for a model folder
 * @param files asks for a file to write, given a name to suggest
 */
record Dialogues(
        Supplier<Optional<File>> pictures, Supplier<Optional<File>> folders, Function<String, Optional<Path>> files) {
    /** Above a window. */
    static Dialogues above(Window window) {
        DirectoryChooser folders = new DirectoryChooser();
        folders.setTitle("Open a model folder");
        return new Dialogues(
                OpenPictures.dialogue(window), () -> Optional.ofNullable(folders.showDialog(window)), name -> {
                    FileChooser files = new FileChooser();
                    files.setInitialFileName(name);
                    return Optional.ofNullable(files.showSaveDialog(window)).map(File::toPath);
                });
    }
}
