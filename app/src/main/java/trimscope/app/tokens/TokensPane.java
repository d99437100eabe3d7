package trimscope.app.tokens;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.SectionHeader;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.TokenKind;

/** Prompt and answer as the tokenizer cut them, tinted by a figure; arrow keys step, ▶ plays along the answer. */
public final class TokensPane extends BorderPane {
    private final Exploration exploration;
    private final Player player;
    private final CommandKeys keys = new CommandKeys(this::commands);
    private final FlowPane strip = new FlowPane();
    private final Label empty = new Label("Ask a question to see its tokens.");
    private final ScrollPane scroll = new ScrollPane(strip);
    private final ObjectProperty<Tint> tint = new SimpleObjectProperty<>(Tint.DISTINCTNESS);
    private final List<TokenHandle> handles = new ArrayList<>();
    private final ListChangeListener<SequenceToken> onTokens = this::tokensChanged;
    private final InvalidationListener onFigures = source -> tintAll();
    private Optional<Run> shown = Optional.empty();
    private boolean revealing;

    public TokensPane(Exploration exploration) {
        this.exploration = exploration;
        player = new Player(exploration);
        setId("tokens");
        getStyleClass().add("tokens");
        strip.getStyleClass().add("strip");
        empty.getStyleClass().add("empty-hint");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText("Tokens of the conversation; left and right step through them");
        scroll.addEventFilter(KeyEvent.ANY, event -> keys.take(event, false));
        setTop(new SectionHeader("Tokens", tintMenu(), playButton()));
        setCenter(scroll);
        setBottom(new LookList(exploration));
        tint.addListener(source -> tintAll());
        exploration.runProperty().addListener((source, before, after) -> showRun());
        exploration.focus().selectedProperty().addListener(source -> {
            mark();
            revealNext();
        });
        exploration.focus().previewProperty().addListener(source -> mark());
        exploration.gaze().masses().addListener(onFigures);
        exploration.painting().selectedProperty().addListener(onFigures);
        exploration.focus().choiceProperty().addListener(onFigures);
        showRun();
    }

    private MenuButton tintMenu() {
        MenuButton menu = new MenuButton();
        menu.setId("tint");
        menu.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        menu.setMinWidth(USE_PREF_SIZE);
        menu.textProperty()
                .bind(Bindings.createStringBinding(
                        this::tintWords, tint, exploration.painting().selectedProperty()));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(tint.map(Tint::hint));
        menu.setTooltip(tooltip);
        for (Tint each : Tint.values()) {
            MenuItem item = new MenuItem(each.label());
            item.setOnAction(event -> tint.set(each));
            menu.getItems().add(item);
        }
        return menu;
    }

    private String tintWords() {
        int patches = exploration.painting().selectedProperty().get().size();
        if (patches == 0) {
            return "tint: " + tint.get().label();
        }
        return "tint: attention on " + (patches == 1 ? "the selected patch" : "the " + patches + " selected patches");
    }

    private Button playButton() {
        FontIcon icon = new FontIcon(Feather.PLAY);
        Button play = new Button("play", icon);
        play.setId("play");
        play.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        play.setMinWidth(USE_PREF_SIZE);
        play.setTooltip(new Tooltip("Steps through the answer, map by map (P in the strip)"));
        play.setOnAction(event -> player.toggle());
        player.playingProperty().addListener((source, before, playing) -> {
            icon.setIconCode(playing ? Feather.PAUSE : Feather.PLAY);
            play.setText(playing ? "pause" : "play");
        });
        return play;
    }

    private void showRun() {
        shown.ifPresent(before -> {
            before.tokens().removeListener(onTokens);
            before.figures().removeListener(onFigures);
        });
        shown = exploration.runProperty().get();
        shown.ifPresent(run -> {
            run.tokens().addListener(onTokens);
            run.figures().addListener(onFigures);
        });
        rebuild();
    }

    private void rebuild() {
        handles.clear();
        strip.getChildren().clear();
        if (shown.isEmpty()) {
            strip.getChildren().add(empty);
        }
        shown.ifPresent(run -> run.tokens().forEach(this::append));
        tintAll();
    }

    private void tokensChanged(ListChangeListener.Change<? extends SequenceToken> change) {
        while (change.next()) {
            if (change.getFrom() == 0) {
                rebuild();
            } else {
                change.getAddedSubList().forEach(this::append);
            }
        }
    }

    private void append(SequenceToken token) {
        boolean firstOfAnswer = token.isAnswer()
                && (handles.isEmpty()
                        || !handles.get(handles.size() - 1).token().isAnswer());
        if (firstOfAnswer) {
            Region divider = new Region();
            divider.getStyleClass().add("strip-divider");
            strip.getChildren().add(divider);
        }
        TokenHandle handle = new TokenHandle(token, shownText(token), exploration.focus());
        handles.add(handle);
        strip.getChildren().add(handle);
        shown.ifPresent(run -> tint(run, handle, attentionOnPatches()));
        revealNext();
    }

    /** Layout tokens take little room; their full name is in the tooltip. */
    private static String shownText(SequenceToken token) {
        String text = token.text();
        if (text.equals("<|image|>")) {
            return "picture";
        }
        boolean layout = text.startsWith("<|") || token.kind() == TokenKind.LAYOUT || token.kind() == TokenKind.STOP;
        if (layout || text.isBlank()) {
            return text.contains("\n") ? "⏎" : "·";
        }
        return text.strip();
    }

    private void mark() {
        handles.forEach(handle -> handle.mark(exploration.focus()));
    }

    private void revealNext() {
        revealing = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (revealing && !handles.isEmpty()) {
            revealing = false;
            // The handles have their places only after this pass.
            scroll.layout();
            reveal();
        }
    }

    /** Scrolls to the selected token, or to the newest one. */
    private void reveal() {
        List<Integer> selected = exploration.focus().selectedProperty().get();
        int wanted = selected.isEmpty() ? handles.size() - 1 : selected.get(selected.size() - 1);
        Bounds bounds = handles.get(Math.min(wanted, handles.size() - 1)).getBoundsInParent();
        double view = scroll.getViewportBounds().getHeight();
        double hidden = strip.getHeight() - view;
        double top = scroll.getVvalue() * hidden;
        if (hidden > 0 && (bounds.getMinY() < top || bounds.getMaxY() > top + view)) {
            double wantedTop = Math.max(0, bounds.getCenterY() - view / 2);
            // The skin takes no new position while it is being laid out.
            Platform.runLater(() -> scroll.setVvalue(Math.min(1, wantedTop / hidden)));
        }
    }

    private void tintAll() {
        Map<Integer, Double> onPatches = attentionOnPatches();
        shown.ifPresent(run -> handles.forEach(handle -> tint(run, handle, onPatches)));
    }

    private Map<Integer, Double> attentionOnPatches() {
        return exploration
                .focus()
                .choiceProperty()
                .get()
                .map(choice -> exploration.gaze().relative(choice))
                .orElse(Map.of());
    }

    private void tint(Run run, TokenHandle handle, Map<Integer, Double> onPatches) {
        OptionalDouble value = tint.get().of(run, handle.token());
        if (exploration.gaze().patches() > 0) {
            Double share = onPatches.get(handle.token().position());
            value = share == null ? OptionalDouble.empty() : OptionalDouble.of(share);
        }
        // The looked-up colour keeps selection and preview, which the style sheet draws above it.
        handle.setStyle(
                value.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "-token-tint: rgba(47, 129, 247, %.2f);",
                                0.06 + 0.44 * value.getAsDouble()));
    }

    /** What can be done here; the keys count while the strip has the focus. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(
                command("Next token", () -> exploration.focus().step(1), Shortcut.plain("→", KeyCode.RIGHT)),
                command("Token before", () -> exploration.focus().step(-1), Shortcut.plain("←", KeyCode.LEFT)),
                command("Play the answer, or pause", player::toggle, Shortcut.plain("P", KeyCode.P))));
        for (Tint each : Tint.values()) {
            commands.add(command("Tint tokens by " + each.label(), () -> tint.set(each)));
        }
        return commands;
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.TOKENS, name, action, keys);
    }
}
