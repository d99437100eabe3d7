package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import com.sun.javafx.tk.Toolkit;
import java.awt.image.BufferedImage;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javafx.event.EventType;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.Run;

/** Files dropped on the window or pasted into it: pictures open, anything else is refused in one sentence. */
class DropTest extends WindowTest {
    @TempDir
    Path folder;

    @Test
    void severalPicturesComeIntoTheLibrary() throws Exception {
        firstMinute();
        assertTrue(drop(picture("one.png", 0xFF0000), picture("two.jpg", 0x00FF00), picture("three.bmp", 0x0000FF)));
        await(() -> exploration().pictures().size() == 11 && isRead("three.bmp"));
        assertTrue(isListed("one.png") && isListed("two.jpg"));
        assertEquals("three.bmp", shown().name());
        assertTrue(isRead("one.png") && isRead("two.jpg"));
        assertEquals(1, sentences().size(), "that photographs are strange to the model is said once");
        assertTrue(sentences().get(0).startsWith("The embedded model knows only drawn scenes"), sentences()::toString);
    }

    @Test
    void whatIsNoPictureIsRefusedInOneSentenceAndNothingIsLost() throws Exception {
        firstMinute();
        Run before = run();
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a picture");
        Path cut = Files.write(
                folder.resolve("cut.png"),
                java.util.Arrays.copyOf(
                        Files.readAllBytes(picture("whole.png", 0x123456).toPath()), 60));
        drop(text.toFile(), cut.toFile());
        await(() -> sentences().size() == 2);
        assertTrue(sentences().get(0).contains("notes.txt"), sentences()::toString);
        assertTrue(sentences().get(1).contains("cut.png"), sentences()::toString);
        await(() -> exploration().pictures().size() == 8);
        assertEquals(Optional.of(before), exploration().runProperty().get(), "the work before is still shown");
        assertEquals("scene 4", shown().name());
        clickOn("#open-details");
        WaitForAsyncUtils.waitForFxEvents();
        assertFalse(lookup("#notice-details").queryAs(TextArea.class).getText().isBlank());
        clickOn("#copy-details");
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(
                lookup("#notice-details").queryAs(TextArea.class).getText(),
                WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString())
                        .get());
    }

    @Test
    void aWrongFileAmongPicturesStopsNone() throws Exception {
        firstMinute();
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a picture");
        drop(picture("one.png", 0xFF0000), text.toFile());
        await(() -> exploration().pictures().size() == 9 && isRead("one.png"));
        await(() -> shown().name().equals("one.png"));
        assertTrue(sentences().stream().anyMatch(notice -> notice.contains("notes.txt")), sentences()::toString);
    }

    @Test
    void onlyFilesAreTaken() throws Exception {
        firstMinute();
        ClipboardContent words = new ClipboardContent();
        words.putString("some words");
        assertFalse(drop(words));
        assertEquals(8, exploration().pictures().size());
    }

    @Test
    void copiedFilesArePasted() throws Exception {
        firstMinute();
        ClipboardContent content = new ClipboardContent();
        content.putFiles(List.of(picture("one.png", 0xFF0000), picture("two.png", 0x00FF00)));
        interact(() -> Clipboard.getSystemClipboard().setContent(content));
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.V);
        await(() -> exploration().pictures().size() == 10 && isRead("two.png"));
        assertEquals("two.png", shown().name());
        assertTrue(isListed("one.png"));
    }

    private boolean drop(File... files) throws Exception {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(List.of(files));
        return drop(content);
    }

    /** Drags something over the window and lets go of it; whether the window would take it. */
    private boolean drop(ClipboardContent content) throws Exception {
        return WaitForAsyncUtils.asyncFx(() -> {
                    Scene scene = lookup("#window").query().getScene();
                    Dragboard board = dragboard(content);
                    DragEvent over = event(board, DragEvent.DRAG_OVER);
                    scene.getOnDragOver().handle(over);
                    if (over.isAccepted()) {
                        scene.getOnDragDropped().handle(event(board, DragEvent.DRAG_DROPPED));
                    }
                    return over.isAccepted();
                })
                .get();
    }

    private static DragEvent event(Dragboard board, EventType<DragEvent> type) {
        return new DragEvent(type, board, 0, 0, 0, 0, TransferMode.COPY, null, null, null);
    }

    /** JavaFX makes drag boards only in a drag that the system began; this one is made as there. */
    private static Dragboard dragboard(ClipboardContent content) {
        Dragboard board =
                DragboardHelper.createDragboard(copying(Toolkit.getToolkit().createLocalClipboard()));
        DragboardHelper.setDataAccessRestriction(board, false);
        board.setContent(content);
        return board;
    }

    /** A clipboard from which things are copied; what lies within the program has no such mode of its own. */
    private static TKClipboard copying(TKClipboard within) {
        return (TKClipboard) Proxy.newProxyInstance(
                TKClipboard.class.getClassLoader(),
                new Class<?>[] {TKClipboard.class},
                (proxy, method, arguments) -> method.getName().equals("getTransferModes")
                        ? EnumSet.of(TransferMode.COPY)
                        : method.invoke(within, arguments));
    }

    private File picture(String name, int rgb) throws Exception {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 1200; i++) {
            image.setRGB(i % 40, i / 40, rgb);
        }
        File file = folder.resolve(name).toFile();
        assertTrue(ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file));
        return file;
    }

    /** Whether the library shows a card of that name. */
    private boolean isListed(String name) {
        return onWindow(() -> lookup(".picture-name").queryAllAs(Labeled.class).stream()
                .anyMatch(shown -> shown.getText().equals(name)));
    }

    private boolean isRead(String name) {
        return onWindow(() -> exploration().pictures().stream()
                .anyMatch(picture -> picture.name().equals(name)
                        && picture.pixelsProperty().get().isPresent()));
    }

    private LibraryPicture shown() {
        return exploration().pictureProperty().get().orElseThrow();
    }

    private List<String> sentences() {
        return notices().stream().map(Notice::text).toList();
    }
}
