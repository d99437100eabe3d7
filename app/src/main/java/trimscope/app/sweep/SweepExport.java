package trimscope.app.sweep;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.core.chat.ModelInfo;
import trimscope.core.forms.Forms;

/** Writes a sweep to files: the table as on the command line, the chart as a picture. Files are written beside the window's thread. */
final class SweepExport {
    private static final double PICTURE_SCALE = 2;

    private final Exploration exploration;
    private final SweepModel model;
    private final Function<String, Optional<Path>> chooser;

    /** @param chooser asks for a file to write, given a name to suggest */
    SweepExport(Exploration exploration, SweepModel model, Function<String, Optional<Path>> chooser) {
        this.exploration = exploration;
        this.model = model;
        this.chooser = chooser;
    }

    void csv() {
        forms().ifPresent(forms -> ask("sweep.csv", () -> text(forms.csv())));
    }

    void json() {
        forms().ifPresent(forms -> ask("sweep.json", () -> text(forms.json())));
    }

    /** Writes a node as it looks, in twice its size. */
    void picture(Node chart) {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(PICTURE_SCALE, PICTURE_SCALE));
        BufferedImage image = SwingFXUtils.fromFXImage(chart.snapshot(parameters, null), null);
        ask("sweep.png", () -> png(image));
    }

    private Optional<Forms> forms() {
        String name =
                exploration.model().infoProperty().get().map(ModelInfo::name).orElse("");
        return model.result().map(found -> found.forms(name));
    }

    private void ask(String name, Content content) {
        chooser.apply(name).ifPresent(file -> {
            Thread writer = new Thread(
                    () -> {
                        boolean written = write(file, content);
                        Platform.runLater(() -> tell(file, written));
                    },
                    "export");
            writer.start();
        });
    }

    private void tell(Path file, boolean written) {
        exploration.tell(
                written
                        ? new Notice(Notice.Level.HINT, "Written: " + file)
                        : new Notice(
                                Notice.Level.ERROR,
                                file + " cannot be written. Choose another folder, or look whether the disk is full."));
    }

    /** Whole or not at all. */
    private static boolean write(Path file, Content content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.write(part, content.bytes());
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                return true;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** What a file is to hold. */
    @FunctionalInterface
    private interface Content {
        byte[] bytes() throws IOException;
    }
}
