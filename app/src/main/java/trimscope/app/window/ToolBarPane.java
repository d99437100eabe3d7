package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;

/** Open, samples, the model, the theme. */
final class ToolBarPane extends HBox {
    private final MenuButton samples = new MenuButton("Samples", new FontIcon(Feather.IMAGE));

    ToolBarPane(Exploration exploration, Runnable open, Runnable switchTheme) {
        super(8);
        setId("tool-bar");
        getStyleClass().add("tool-bar-pane");
        setAlignment(Pos.CENTER_LEFT);
        Button opening = new Button("Open…", new FontIcon(Feather.FOLDER));
        opening.setId("open");
        opening.setTooltip(new Tooltip("Opens a picture (Ctrl+O)"));
        opening.setOnAction(event -> open.run());
        samples.setId("samples");
        samples.setTooltip(new Tooltip("Opens one of the drawn scenes that come with the program"));
        exploration.pictures().addListener((ListChangeListener<LibraryPicture>) change -> listSamples(exploration));
        listSamples(exploration);
        Label model = new Label();
        model.setId("model");
        model.getStyleClass().add("model-name");
        model.setGraphic(new FontIcon(Feather.CPU));
        model.textProperty()
                .bind(exploration
                        .modelProperty()
                        .map(loaded -> loaded.map(info ->
                                        info.name() + " · " + info.device().toUpperCase(Locale.ROOT))
                                .orElse("no model yet")));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button theme = new Button("", new FontIcon(Feather.MOON));
        theme.setId("theme");
        theme.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        theme.setTooltip(new Tooltip("Light or dark (Ctrl+T)"));
        theme.setAccessibleText("Switch between light and dark");
        theme.setOnAction(event -> switchTheme.run());
        getChildren().addAll(opening, samples, new Separator(Orientation.VERTICAL), model, space, theme);
    }

    private void listSamples(Exploration exploration) {
        List<MenuItem> items = exploration.pictures().stream()
                .filter(picture -> picture.origin() == LibraryPicture.Origin.SAMPLE)
                .map(picture -> {
                    MenuItem item = new MenuItem(picture.name());
                    item.setOnAction(event -> exploration.open(picture));
                    return item;
                })
                .toList();
        samples.getItems().setAll(items);
        samples.setDisable(items.isEmpty());
    }
}
