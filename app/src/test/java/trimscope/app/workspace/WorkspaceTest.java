package trimscope.app.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.framework.junit5.ApplicationTest;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;

class WorkspaceTest extends ApplicationTest {
    private final List<String> told = new ArrayList<>();
    private final Button panes = new Button("panes");
    private final Letter a = new Letter("a", KeyCode.F2);
    private final Letter b = new Letter("b", KeyCode.F3);
    private final Workspace workspace = new Workspace(panes, List.of(a, b));

    @Override
    public void start(Stage stage) {
        Scene scene = new Scene(new VBox(workspace), 400, 300);
        new CommandKeys(workspace::commands).handle(scene.getRoot());
        stage.setScene(scene);
        stage.show();
        panes.requestFocus();
    }

    @Test
    void oneViewIsOpenAtATime() {
        push(KeyCode.F2);
        assertEquals(Optional.of(a), workspace.shownProperty().get());
        assertTrue(lookup("content a").query().isFocused());
        assertTrue(lookup("panes").tryQuery().isEmpty());
        push(KeyCode.F3);
        assertTrue(lookup("content b").query().isFocused());
        push(KeyCode.F3);
        assertEquals(Optional.empty(), workspace.shownProperty().get());
        assertTrue(panes.isFocused(), "the focus is where it was");
        assertEquals(List.of("a opened", "a closed", "b opened", "b closed"), told);
    }

    @Test
    void aViewThatShowsNothingYetHasTheFocusAllTheSame() {
        interact(() -> b.content.setVisible(false));
        push(KeyCode.F2).push(KeyCode.F3);
        assertTrue(b.getParent().isFocused());
        push(KeyCode.X);
        assertTrue(told.contains("b x"), told::toString);
        push(KeyCode.ESCAPE);
        assertTrue(panes.isFocused());
    }

    @Test
    void escapeAndTheCrossGoBack() {
        push(KeyCode.F2);
        Node frame = a.getParent();
        push(KeyCode.ESCAPE);
        assertTrue(panes.isFocused());
        push(KeyCode.F2).clickOn("#close-view");
        assertEquals(Optional.empty(), workspace.shownProperty().get());
        assertSame(frame, a.getParent(), "the frame is kept");
    }

    @Test
    void aViewsCommandsArePossibleWhileItIsOpen() {
        Command command = workspace.viewCommands().get(0);
        assertFalse(command.possible().getAsBoolean());
        push(KeyCode.F2);
        assertTrue(command.possible().getAsBoolean());
        push(KeyCode.X);
        assertEquals(List.of("a opened", "a x"), told);
    }

    private final class Letter extends WorkspaceView {
        private final String name;
        private final Button content;

        Letter(String name, KeyCode key) {
            super(new ViewLabel(
                    name, name, "Open " + name, "Opens it", Feather.STAR, Shortcut.functional(key, key.getName())));
            this.name = name;
            content = new Button("content " + name);
            getChildren().add(content);
        }

        @Override
        public Node focusStop() {
            return content;
        }

        @Override
        public List<Command> commands() {
            return List.of(
                    new Command(CommandGroup.VIEWS, "x", () -> told.add(name + " x"), Shortcut.plain("X", KeyCode.X)));
        }

        @Override
        public void opened() {
            told.add(name + " opened");
        }

        @Override
        public void closed() {
            told.add(name + " closed");
        }
    }
}
