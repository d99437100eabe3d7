package trimscope.app.window;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.RunState;

/** What people see on a long walk through the window. */
abstract class LongWalk extends WindowTest {
    /** The words on a control. */
    final String text(String query) {
        return onWindow(() -> lookup(query).queryAs(Labeled.class).getText());
    }

    /** All questions in the chat, from above. */
    final List<String> questions() {
        return onWindow(() -> lookup(".question").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    }

    /** The last answer as its words stand in the chat. */
    final String answerInChat() {
        return onWindow(
                () -> from(lookup("#chat").queryParent()).lookup(".token-answer").queryAllAs(TokenHandle.class).stream()
                        .filter(handle -> handle.token().position()
                                >= run().answerTokens().get(0).position())
                        .map(handle -> handle.token().text())
                        .collect(Collectors.joining())
                        .strip());
    }

    /** Names of the runs below the shown picture. */
    final List<String> chips() {
        String card = "#picture-" + run().picture().name().replace(' ', '-');
        return onWindow(() -> from(lookup(card).<Node>query()).lookup(".chip").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList());
    }

    /** Asks and waits until the answer stands there. */
    final void ask(String question) throws TimeoutException {
        write(question).push(KeyCode.ENTER);
        await(() -> run().question().equals(question) && run().state() == RunState.ANSWERED);
        await(() -> answerInChat().equals(run().answer().strip()));
    }

    /** Waits for the run with a name, its answer shown. */
    final void awaitRun(String label) throws TimeoutException {
        await(() -> run().label().equals(label) && run().state() == RunState.ANSWERED);
        await(() -> chips().contains(label));
    }

    /** Runs a command by words of its name, by keyboard. */
    final void command(String words) throws TimeoutException {
        push(KeyCode.CONTROL, KeyCode.K);
        await(() -> lookup("#palette").tryQuery().isPresent());
        write(words);
        push(KeyCode.ENTER);
        await(() -> lookup("#palette").tryQuery().isEmpty());
    }

    final WritableImage picture() throws Exception {
        return image("#image-canvas");
    }

    final WritableImage image(String query) throws Exception {
        WaitForAsyncUtils.waitForFxEvents(4);
        return WaitForAsyncUtils.asyncFx(() -> lookup(query).<Node>query().snapshot(null, null))
                .get();
    }

    /** Share of pixels that differ between two pictures of one control. */
    static double difference(WritableImage one, WritableImage other) {
        int width = (int) Math.min(one.getWidth(), other.getWidth());
        int height = (int) Math.min(one.getHeight(), other.getHeight());
        int differing = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    differing++;
                }
            }
        }
        return (double) differing / (width * height);
    }

    /** Mean brightness of a control, 0 … 1. */
    static double brightness(WritableImage image) {
        double sum = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y += 4) {
            for (int x = 0; x < image.getWidth(); x += 4) {
                Color color = image.getPixelReader().getColor(x, y);
                sum += color.getBrightness();
                count++;
            }
        }
        return sum / count;
    }
}
