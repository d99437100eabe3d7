package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.workspace.Workspace;
import trimscope.app.workspace.WorkspaceView;

/** Open, samples, new scenes, the model, the look of the window, help. */
final class ToolBarPane extends HBox {
    private static final double LEAST_MODEL_WIDTH = 190;
    private static final double MOST_MODEL_WIDTH = 290;

    private final MenuButton samples = new MenuButton("Samples", new FontIcon(Feather.IMAGE));

    ToolBarPane(Exploration exploration, WindowCommands commands, Workspace workspace) {
        super(8);
        setId("tool-bar");
        getStyleClass().add("tool-bar-pane");
        setAlignment(Pos.CENTER_LEFT);
        samples.setId("samples");
        samples.setTooltip(new Tooltip("Opens one of the drawn scenes that come with the program"));
        exploration.pictures().addListener((ListChangeListener<LibraryPicture>)
                change -> listSamples(exploration, commands));
        listSamples(exploration, commands);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        button("open", "Open…", Feather.FOLDER, commands.open, "Opens a picture"),
                        samples,
                        button(
                                "new-scene",
                                "New scene",
                                Feather.PLUS_SQUARE,
                                commands.newScene,
                                "Draws a scene that nobody has seen yet, and asks about it"),
                        new Separator(Orientation.VERTICAL),
                        model(exploration, commands.models),
                        space);
        workspace.views().forEach(view -> getChildren().add(toggle(workspace, view)));
        getChildren()
                .addAll(
                        icon("palette-button", Feather.SEARCH, commands.palette, "Finds any command"),
                        icon("large", Feather.TYPE, commands.large, "Large type for projectors"),
                        icon("theme", Feather.MOON, commands.theme, "Light or dark"),
                        icon("help", Feather.HELP_CIRCLE, commands.shortcuts, "Keyboard shortcuts"));
    }

    /** The loaded model; opens the sheet that changes it. */
    private static Button model(Exploration exploration, Command choose) {
        Button model = button("model", "", Feather.CPU, choose, "Chooses model, device and number format");
        model.getStyleClass().addAll(Styles.FLAT, "model-name");
        model.textProperty()
                .bind(exploration
                        .model()
                        .infoProperty()
                        .map(loaded -> loaded.map(info -> shortName(info.name()) + " · " + info.device())
                                        .orElse("no model yet")
                                + " ▾"));
        model.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        model.setAlignment(Pos.CENTER_LEFT);
        model.setMinWidth(LEAST_MODEL_WIDTH);
        model.setMaxWidth(MOST_MODEL_WIDTH);
        return model;
    }

    /** Without the organisation that published it. */
    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static Button button(String id, String text, Feather icon, Command command, String hint) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        return CommandControls.bind(button, command, hint);
    }

    /** Opens a view, and shows whether it is open. */
    private static ToggleButton toggle(Workspace workspace, WorkspaceView view) {
        Command command = workspace.opening(view);
        ToggleButton button =
                new ToggleButton(view.label().title(), new FontIcon(view.label().icon()));
        button.setId("open-" + view.label().id());
        button.getStyleClass().addAll(Styles.FLAT, "view-toggle");
        button.setMinWidth(USE_PREF_SIZE);
        CommandControls.bind(button, command, view.label().hint());
        workspace.shownProperty().subscribe(shown -> button.setSelected(shown.equals(Optional.of(view))));
        return button;
    }

    private static Button icon(String id, Feather icon, Command command, String hint) {
        Button button = button(id, "", icon, command, hint);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        return button;
    }

    private void listSamples(Exploration exploration, WindowCommands commands) {
        List<MenuItem> items = exploration.pictures().stream()
                .filter(picture -> picture.origin() == LibraryPicture.Origin.SAMPLE)
                .map(picture -> CommandControls.item(picture.name(), commands.opening(picture)))
                .toList();
        samples.getItems().setAll(items);
        samples.setDisable(items.isEmpty());
    }
}
