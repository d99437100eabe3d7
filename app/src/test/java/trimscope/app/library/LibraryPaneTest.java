package trimscope.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.exploration.LibraryPicture;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;

class LibraryPaneTest extends PaneTest {
    LibraryPaneTest() {
        super(LibraryPane::new);
    }

    @Test
    void chipsChooseAmongTheRunsOfAQuestion() {
        interact(() -> {
            exploration().trim().percentProperty().set(25);
            exploration().answerAtChosenRatio();
        });
        assertEquals(
                List.of("full", "25 %"),
                lookup(".chip").queryAllAs(Labeled.class).stream()
                        .map(Labeled::getText)
                        .toList());
        clickOn("full");
        assertEquals(100, run().percent());
        assertEquals(100, exploration().trim().percentProperty().get());
    }

    @Test
    void aCardOpensItsPicture() {
        Sample other = SampleGallery.samples().get(0);
        interact(
                () -> exploration().add(other.name(), LibraryPicture.Origin.SAMPLE, other.questions(), other::picture));
        clickOn(other.name());
        assertEquals(
                Optional.of(other.name()), exploration().pictureProperty().get().map(LibraryPicture::name));
        assertTrue(exploration().runProperty().get().isEmpty());
        clickOn(demo().picture().name());
        assertEquals("full", run().label());
    }

    @Test
    void theFilterLeavesPicturesOfThatName() {
        Sample other = SampleGallery.samples().get(0);
        interact(
                () -> exploration().add(other.name(), LibraryPicture.Origin.SAMPLE, other.questions(), other::picture));
        clickOn("#library-filter").write(other.name().toUpperCase(Locale.ROOT));
        assertEquals(List.of(other.name()), names());
        write("?");
        assertEquals(List.of(), names());
        assertTrue(lookup("No picture of that name.").tryQuery().isPresent());
        clickOn(".clear-button");
        assertEquals(List.of(demo().picture().name(), other.name()), names());
    }

    private List<String> names() {
        return lookup(".picture-name").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }
}
