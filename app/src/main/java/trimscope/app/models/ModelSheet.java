package trimscope.app.models;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;

/** Chooses a model; arrows choose, Enter loads. */
public final class ModelSheet extends VBox {
    private static final String NO_GPU = "No GPU that CUDA can use was found.";

    private final ModelShelf shelf;
    private final Runnable close;
    private final RestartOnDevice restart;
    private final ListView<ModelFound> list;
    private final Button load = new Button();
    private final Label note = new Label();

    /** Starts the program again. */
    @FunctionalInterface
    public interface RestartOnDevice {
        void restart(ComputeDevice device, String folder);
    }

    /**
     * A sheet that looks around anew.
     *
     * @param chooser asks for a model folder
     * @param close removes the sheet
     */
    public ModelSheet(ModelShelf shelf, Supplier<Optional<File>> chooser, RestartOnDevice restart, Runnable close) {
        super(12);
        this.shelf = shelf;
        this.close = close;
        this.restart = restart;
        setId("models");
        getStyleClass().addAll("window-sheet", "model-sheet");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label("Choose a model");
        title.getStyleClass().add("sheet-title");
        Label where = new Label("From this machine alone: folders, and the Hugging Face cache in " + shelf.cache()
                + ". No model is downloaded.");
        where.getStyleClass().add("caption");
        where.setWrapText(true);
        where.setMinHeight(USE_PREF_SIZE);
        list = listOfModels();
        VBox details = new VBox(12, choices(), new DownloadPane(shelf), new NeedTable(shelf));
        details.getStyleClass().add("model-details");
        HBox middle = new HBox(16, list, details);
        HBox.setHgrow(list, Priority.ALWAYS);
        VBox.setVgrow(middle, Priority.ALWAYS);
        note.setId("model-note");
        note.getStyleClass().add("caption");
        note.setWrapText(true);
        getChildren().addAll(title, where, middle, note, buttons(chooser));
        shelf.chosenProperty().subscribe(this::update);
        shelf.deviceProperty().subscribe(this::update);
        shelf.devices().subscribe(this::update);
        shelf.lackingProperty().subscribe(this::update);
        update();
        shelf.refresh();
    }

    /** Where arrows choose. */
    public Region first() {
        return list;
    }

    private ListView<ModelFound> listOfModels() {
        ListView<ModelFound> models = new ListView<>(shelf.models());
        models.setId("model-list");
        models.setAccessibleText("Models on this machine");
        models.setPlaceholder(new Label("Looking for models…"));
        models.setCellFactory(view -> new ModelCell());
        models.getSelectionModel()
                .selectedItemProperty()
                .subscribe(found -> Optional.ofNullable(found)
                        .ifPresent(each -> shelf.chosenProperty().set(Optional.of(each))));
        shelf.chosenProperty()
                .subscribe(chosen -> chosen.filter(
                                each -> !each.equals(models.getSelectionModel().getSelectedItem()))
                        .ifPresent(each -> {
                            models.getSelectionModel().select(each);
                            models.scrollTo(each);
                        }));
        models.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                load.fire();
            }
        });
        models.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                load.fire();
            }
        });
        return models;
    }

    private VBox choices() {
        ComboBox<ComputeDevice> device =
                combo("model-device", "Device", shelf.devices(), shelf.deviceProperty(), shelf::label);
        List<Optional<Precision>> formats = new ArrayList<>(List.of(Optional.empty()));
        for (Precision each : Precision.values()) {
            formats.add(Optional.of(each));
        }
        ComboBox<Optional<Precision>> precision = combo(
                "model-precision",
                "Number format",
                FXCollections.observableArrayList(formats),
                shelf.precisionProperty(),
                each -> each.map(Precision::label).orElse("what suits the size"));
        precision.setTooltip(new Tooltip("float16 is for GPUs older than Ampere, which have no bfloat16 units;"
                + " on most CPUs it is slower than float32"));
        return new VBox(8, labelled("Device", device), labelled("Number format", precision));
    }

    private static <T> ComboBox<T> combo(
            String id, String name, ObservableList<T> items, ObjectProperty<T> value, Function<T, String> label) {
        ComboBox<T> combo = new ComboBox<>(items);
        combo.setId(id);
        combo.setAccessibleText(name);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable T item) {
                return item == null ? "" : label.apply(item);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("nothing is typed here");
            }
        });
        combo.setValue(value.get());
        combo.valueProperty().subscribe(chosen -> Optional.ofNullable(chosen).ifPresent(value::set));
        value.subscribe(combo::setValue);
        return combo;
    }

    private static HBox labelled(String name, Region control) {
        Label label = new Label(name);
        label.getStyleClass().add("model-label");
        HBox.setHgrow(control, Priority.ALWAYS);
        HBox line = new HBox(8, label, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private HBox buttons(Supplier<Optional<File>> chooser) {
        Button folder = new Button("Open folder…", new FontIcon(Feather.FOLDER));
        folder.setId("model-folder");
        folder.setTooltip(new Tooltip("A folder with config.json, tokenizer.json and safetensors files"));
        folder.setOnAction(event -> chooser.get().ifPresent(file -> shelf.open(file.toPath())));
        Button cancel = new Button("Close");
        cancel.setTooltip(new Tooltip("Changes nothing (Esc)"));
        cancel.setOnAction(event -> close.run());
        load.setId("model-load");
        load.getStyleClass().add(Styles.ACCENT);
        load.setOnAction(event -> loadOrRestart());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return new HBox(8, folder, space, cancel, load);
    }

    private void update() {
        boolean again = shelf.needsRestart();
        ComputeDevice device = shelf.deviceProperty().get();
        load.setText(again ? "Restart on " + device.label() : "Load");
        load.setTooltip(new Tooltip(again ? "Starts the program again on this device" : "Loads the model (Enter)"));
        load.setDisable(!shelf.isLoadable());
        String change = again
                ? "Native libraries are chosen at the start: TrimScope starts again, and pictures and answers are lost."
                : "Answers of the model before are closed once the new one is there.";
        note.setText(shelf.devices().size() > 1 ? change : change + " " + NO_GPU);
    }

    private void loadOrRestart() {
        close.run();
        if (shelf.needsRestart()) {
            shelf.chosenProperty()
                    .get()
                    .ifPresent(found -> restart.restart(
                            shelf.deviceProperty().get(), found.entry().folder().toString()));
        } else {
            shelf.load();
        }
    }
}
