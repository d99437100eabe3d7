package trimscope.app.opening;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.Run;
import trimscope.app.inference.InferenceWorker;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.chat.ModelInfo;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.Caption;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.OverlayPainter;

/** The first minute as a picture in a file, for machines without a display. */
public final class FirstPicture {
    private FirstPicture() {}

    /**
     * Answers the first question and writes the map of its most telling word.
     *
     * @return what was written, as a sentence
     * @throws IOException with one sentence for the user
     */
    public static String write(Path file) throws IOException {
        InferenceWorker worker = new InferenceWorker(Runnable::run, Runnable::run);
        try {
            Exploration exploration = new Exploration(worker);
            new FirstMinute(exploration).begin();
            if (exploration.focus().mapProperty().get().isEmpty()) {
                throw new IOException(exploration.notices().stream()
                        .map(Notice::text)
                        .findFirst()
                        .orElse("The first question was not answered."));
            }
            save(paint(exploration), file);
            Run run = exploration.runProperty().get().orElseThrow();
            return "“" + run.question() + "” – “" + run.answer().strip() + "” Where the model looked is in "
                    + file.toAbsolutePath().normalize() + ".";
        } finally {
            worker.close();
        }
    }

    private static BufferedImage paint(Exploration exploration) {
        LibraryPicture picture = exploration.pictureProperty().get().orElseThrow();
        Run run = exploration.runProperty().get().orElseThrow();
        PatchGrid grid = picture.gridProperty().get().orElseThrow();
        CrossAttentionMap map = exploration.focus().mapProperty().get().orElseThrow();
        ModelInfo model = exploration.model().infoProperty().get().orElseThrow();
        HeadChoice choice = exploration.focus().choiceProperty().get().orElseThrow();
        String word = exploration.focus().selectedProperty().get().stream()
                .map(position -> run.tokens().get(position).text())
                .collect(Collectors.joining());
        return OverlayPainter.heatmap(
                picture.pixelsProperty().get().orElseThrow(),
                grid,
                map,
                HeatmapStyle.of(ColorScale.ofMap(map, grid)),
                exploration.trim().keptProperty().get(),
                new Caption(
                        run.question(),
                        List.of(
                                run.answer().strip(),
                                "“" + word.strip() + "” · " + choice.label(model.heads()),
                                "keep ratio " + run.label() + " per head, " + model.name() + " model")));
    }

    /** Writes beside the place and moves there in one step, so that nothing half-written is left. */
    private static void save(BufferedImage image, Path file) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Path target = file.toAbsolutePath().normalize();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.write(part, png.toByteArray());
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(target + " cannot be written.", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
