package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.RunState;
import trimscope.app.inference.ModelChoice;
import trimscope.core.catalog.HubCache;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;

/** From the tool bar to another model and back, with a cache of downloads that are whole, cut short and broken. */
class ModelsTest extends WindowTest {
    private static final String WHOLE = "org/Llama-3.2-Vision-whole";

    @TempDir
    static Path folder;

    private final Path cache = folder.resolve("hub");

    @Override
    Surroundings surroundings() {
        try {
            Path whole = copy(snapshot("org--Llama-3.2-Vision-whole"));
            Path cut = copy(snapshot("org--Llama-3.2-Vision-cut"));
            Files.deleteIfExists(cut.resolve("model.safetensors"));
            Path opened = copy(folder.resolve("my model"));
            assertTrue(Files.exists(whole.resolve("config.json")));
            Surroundings alone = Alone.surroundings();
            return new Surroundings(
                    new Dialogues(Optional::empty, () -> Optional.of(opened.toFile()), name -> Optional.empty()),
                    HubCache.in(cache),
                    ComputeDevice.CPU,
                    alone.cuda(),
                    alone.background(),
                    alone.restart());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path snapshot(String repository) {
        return cache.resolve("models--" + repository).resolve("snapshots").resolve("0123456789abcdef");
    }

    private static Path copy(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(EmbeddedModel.folder())) {
            for (Path file : files.toList()) {
                Path place = to.resolve(file.getFileName());
                if (!Files.exists(place)) {
                    Files.copy(file, place);
                }
            }
        }
        return to;
    }

    @Test
    void anotherModelIsChosenByKeyboardAndAnswers() throws Exception {
        firstMinute();
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.M);
        await(() -> names().size() == 3);
        assertEquals(List.of("demo", "org/Llama-3.2-Vision-cut", WHOLE), names());
        push(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(lookup("#model-load").query().isDisabled(), "what is cut short cannot be loaded");
        assertEquals(
                "Cannot be loaded: missing: model.safetensors or model.safetensors.index.json",
                lookup("#model-verdict").queryAs(Labeled.class).getText());
        push(KeyCode.DOWN);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(verdict().startsWith("Fits: about 0.5 GB of memory needed"), this::verdict);
        push(KeyCode.ENTER);
        await(() -> lookup("#models").tryQuery().isEmpty());
        await(() -> modelName().equals(WHOLE));
        assertEquals(
                "Llama-3.2-Vision-whole · CPU ▾",
                lookup("#model").queryAs(Labeled.class).getText());
        await(() -> exploration().runProperty().get().isEmpty()
                && exploration()
                        .pictureProperty()
                        .get()
                        .orElseThrow()
                        .gridProperty()
                        .get()
                        .isPresent());
        clickOn("#question").write("What is at the top?").push(KeyCode.ENTER);
        await(() -> exploration().runProperty().get().isPresent() && run().state() == RunState.ANSWERED);
        assertFalse(run().answerTokens().isEmpty());
        assertEquals(List.of(), errors());
    }

    @Test
    void aFolderIsOpenedInAnotherFormatAndRemembered() throws Exception {
        firstMinute();
        clickOn("#model");
        await(() -> names().size() == 3);
        clickOn("#model-folder");
        await(() -> names().size() == 4 && chosen().equals("my model"));
        interact(() -> lookup("#model-precision")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .select(2));
        await(() -> lookup("#model-need")
                .lookup("weights, mapped from disk")
                .tryQuery()
                .isPresent());
        clickOn("#model-load");
        await(() -> modelName().equals("my model"));
        assertEquals(
                "bfloat16",
                exploration().model().infoProperty().get().orElseThrow().precision());
        assertEquals(
                List.of(folder.resolve("my model")),
                window().state(false, Optional.empty(), 10).models());
    }

    @Test
    void theModelThatIsLoadedIsTheOneChosenAtFirst() throws Exception {
        firstMinute();
        clickOn("#model");
        await(() -> names().size() == 3 && chosen().equals("demo"));
        push(KeyCode.DOWN).push(KeyCode.DOWN);
        await(() -> chosen().equals(WHOLE));
        clickOn("#model-load");
        await(() -> modelName().equals(WHOLE));
        clickOn("#model");
        await(() -> chosen().equals(WHOLE));
        push(KeyCode.UP).push(KeyCode.UP);
        await(() -> chosen().equals("demo"));
        push(KeyCode.ESCAPE);
        clickOn("#model");
        await(() -> chosen().equals(WHOLE));
        assertEquals("Load", lookup("#model-load").queryAs(Labeled.class).getText());
        assertEquals(3, names().size());
    }

    /** As after a start with a folder. */
    @Test
    void aLoadedModelThatLiesElsewhereIsListedAndChosen() throws Exception {
        firstMinute();
        Path elsewhere = copy(folder.resolve("elsewhere"));
        interact(() -> exploration().model().load(ModelChoice.of("mine", () -> elsewhere)));
        await(() -> modelName().equals("mine"));
        clickOn("#model");
        await(() -> names().size() == 4 && chosen().equals("elsewhere"));
        assertEquals(List.of(), window().state(false, Optional.empty(), 10).models(), "nobody opened it here");
    }

    @Test
    void whatBreaksAfterItWasListedLeavesTheModelThatIsThere() throws Exception {
        firstMinute();
        clickOn("#model");
        await(() -> names().size() == 3);
        push(KeyCode.DOWN).push(KeyCode.DOWN);
        await(() -> chosen().equals(WHOLE));
        Path config = snapshot("org--Llama-3.2-Vision-whole").resolve("config.json");
        byte[] before = Files.readAllBytes(config);
        Files.writeString(config, "{");
        try {
            clickOn("#model-load");
            await(() -> !errors().isEmpty());
            assertTrue(errors().get(0).contains("config.json"), errors()::toString);
            assertEquals("demo", modelName());
            assertEquals(RunState.ANSWERED, run().state(), "the answers stay");
        } finally {
            Files.write(config, before);
        }
    }

    private List<String> errors() {
        return notices().stream()
                .filter(notice -> notice.level() == Notice.Level.ERROR)
                .map(Notice::text)
                .toList();
    }

    private String modelName() {
        return exploration().model().infoProperty().get().orElseThrow().name();
    }

    private String verdict() {
        return lookup("#model-verdict").queryAs(Labeled.class).getText();
    }

    private List<String> names() {
        return onWindow(() -> lookup("#model-list .figure-strong").queryAll().stream()
                .map(label -> ((Labeled) label).getText())
                .sorted()
                .toList());
    }

    private String chosen() {
        for (Node cell : lookup("#model-list .list-cell").queryAll()) {
            if (cell instanceof ListCell<?> each && each.isSelected()) {
                return ((Labeled) each.lookup(".figure-strong")).getText();
            }
        }
        return "nothing";
    }
}
