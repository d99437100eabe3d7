package trimscope.app.command;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Finds any command by words of its name; arrows choose, Enter runs. */
public final class CommandPalette extends VBox {
    private static final int PAGE = 8;

    private final List<Command> commands;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ObservableList<Command> found = FXCollections.observableArrayList();
    private final ListView<Command> list = new ListView<>(found);

    public CommandPalette(List<Command> commands, Runnable close) {
        this.commands =
                commands.stream().filter(each -> each.possible().getAsBoolean()).toList();
        this.close = close;
        setId("palette");
        getStyleClass().addAll("window-sheet", "palette");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        field.setId("palette-field");
        field.setPromptText("What do you want to do?");
        field.setAccessibleText("Find a command");
        field.textProperty().addListener(source -> search());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setPlaceholder(new Label("No command has these words."));
        list.setCellFactory(view -> new CommandCell());
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                runSelected();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(field, list);
        search();
    }

    /** Where the words are typed. */
    public TextField field() {
        return field;
    }

    private void search() {
        found.setAll(CommandSearch.find(commands, field.getText()));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void onKey(KeyEvent event) {
        KeyCode code = event.getCode();
        switch (code) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(PAGE);
            case PAGE_UP -> move(-PAGE);
            case ENTER -> runSelected();
            case TAB -> {
                // The field is the only stop.
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int next = list.getSelectionModel().getSelectedIndex() + by;
        int within = Math.max(0, Math.min(found.size() - 1, next));
        list.getSelectionModel().select(within);
        list.scrollTo(Math.max(0, within - PAGE / 2));
    }

    private void runSelected() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            close.run();
            chosen.run();
        }
    }

    /** Group, name, key. */
    private static final class CommandCell extends ListCell<Command> {
        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(command.name());
            name.setMinWidth(0);
            Label group = new Label(command.group().title());
            group.getStyleClass().add("palette-group");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox line = new HBox(8, name, group, space);
            line.setAlignment(Pos.CENTER_LEFT);
            if (!command.keys().isEmpty()) {
                Label key = new Label(command.shortcut());
                key.getStyleClass().add("key-cap");
                key.setMinWidth(Region.USE_PREF_SIZE);
                line.getChildren().add(key);
            }
            setGraphic(line);
            setAccessibleText(command.tip(command.name()));
        }
    }
}
