package trimscope.app.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
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
        assertTrue(lookup("No picture of that name or tag.").tryQuery().isPresent());
        clickOn(".clear-button");
        assertEquals(List.of(demo().picture().name(), other.name()), names());
    }

    @Test
    void tagsAreWrittenInOneLineAndFindPictures() {
        Sample other = SampleGallery.samples().get(0);
        interact(
                () -> exploration().add(other.name(), LibraryPicture.Origin.SAMPLE, other.questions(), other::picture));
        clickOn("+ tag").write("sign, #owl sign").type(KeyCode.ENTER);
        assertEquals(List.of("owl", "sign"), demo().picture().tags());
        assertEquals(List.of("#owl", "#sign"), tags());
        clickOn(lookup(".tag").nth(1).<Node>query());
        assertEquals(List.of(demo().picture().name()), names());
        clickOn(".clear-button");
        assertEquals(2, names().size());
        clickOn(".tag-edit").eraseText("sign".length()).write("sea").type(KeyCode.ESCAPE);
        assertEquals(List.of("#owl", "#sign"), tags(), "Escape leaves them");
        clickOn(".tag-edit").eraseText("sign".length()).write("sea");
        clickOn("#library-filter");
        assertEquals(List.of("#owl", "#sea"), tags());
        write("#OWL");
        assertEquals(List.of(demo().picture().name()), names());
    }

    @Test
    void starsMarkPicturesAndOpenNone() {
        Sample other = SampleGallery.samples().get(0);
        interact(
                () -> exploration().add(other.name(), LibraryPicture.Origin.SAMPLE, other.questions(), other::picture));
        moveTo(other.name());
        clickOn(from(lookup("#picture-" + other.name().replace(' ', '-')).<Node>query())
                .lookup(".star")
                .<Node>query());
        assertTrue(exploration().pictures().get(1).starredProperty().get());
        assertEquals(
                Optional.of(demo().picture()), exploration().pictureProperty().get());
        clickOn("#only-starred");
        assertEquals(List.of(other.name()), names());
        interact(() -> exploration().pictures().get(1).starredProperty().set(false));
        assertEquals(List.of(), names());
        clickOn("#only-starred");
        assertEquals(2, names().size());
    }

    private List<String> tags() {
        return lookup(".tag").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private List<String> names() {
        return lookup(".picture-name").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }
}
