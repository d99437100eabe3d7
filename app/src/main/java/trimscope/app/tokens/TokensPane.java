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
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.SectionHeader;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.TokenKind;
import trimscope.app.exploration.Word;

/** Prompt and answer as words or as the tokenizer cut them, tinted by a figure; arrow keys step, ▶ plays along the answer. */
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
    private final Command wholeWords;
    private Optional<Run> shown = Optional.empty();
    private boolean revealing;

    public TokensPane(Exploration exploration) {
        this.exploration = exploration;
        player = new Player(exploration);
        BooleanProperty words = exploration.focus().wholeWordsProperty();
        wholeWords =
                command("Whole words or single tokens", () -> words.set(!words.get()), Shortcut.plain("W", KeyCode.W));
        words.addListener((source, before, after) -> rebuild());
        setId("tokens");
        getStyleClass().add("tokens");
        strip.getStyleClass().add("strip");
        empty.getStyleClass().add("empty-hint");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(true);
        scroll.setAccessibleText("Tokens of the conversation; left and right step through them");
        scroll.addEventFilter(KeyEvent.ANY, event -> keys.take(event, false));
        setTop(new SectionHeader("Tokens", wordsToggle(), new TintMenu(tint, exploration.painting()), playButton()));
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

    private ToggleButton wordsToggle() {
        ToggleButton button = new ToggleButton("whole words");
        button.setId("whole-words");
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL, "overlay-toggle");
        button.setMinWidth(USE_PREF_SIZE);
        exploration.focus().wholeWordsProperty().subscribe(button::setSelected);
        return CommandControls.bind(
                button, wholeWords, "Pieces of a word are one; its map is the mean over its tokens");
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
        shown.ifPresent(run -> words(run).forEach(this::append));
        tintAll();
    }

    private void tokensChanged(ListChangeListener.Change<? extends SequenceToken> change) {
        while (change.next()) {
            if (change.getFrom() == 0) {
                rebuild();
            } else {
                change.getAddedSubList().forEach(this::appendNew);
            }
        }
    }

    private List<Word> words(Run run) {
        return exploration.focus().wholeWordsProperty().get()
                ? Word.of(run.tokens())
                : run.tokens().stream().map(token -> new Word(List.of(token))).toList();
    }

    /** A token that has just come may continue the last word. */
    private void appendNew(SequenceToken token) {
        boolean whole = exploration.focus().wholeWordsProperty().get();
        Word word = whole
                ? shown.map(run -> Word.around(run.tokens(), token.position())).orElseThrow()
                : new Word(List.of(token));
        if (!handles.isEmpty() && handles.get(handles.size() - 1).word().last() >= word.first()) {
            strip.getChildren().remove(handles.remove(handles.size() - 1));
        }
        append(word);
    }

    private void append(Word word) {
        boolean answer = word.kind() == TokenKind.ANSWER;
        if (answer
                && (handles.isEmpty() || handles.get(handles.size() - 1).word().kind() != TokenKind.ANSWER)) {
            Node last = strip.getChildren().isEmpty()
                    ? strip
                    : strip.getChildren().get(strip.getChildren().size() - 1);
            if (!last.getStyleClass().contains("strip-divider")) {
                Region divider = new Region();
                divider.getStyleClass().add("strip-divider");
                strip.getChildren().add(divider);
            }
        }
        TokenHandle handle = new TokenHandle(word, shownText(word), exploration.focus());
        handles.add(handle);
        strip.getChildren().add(handle);
        shown.ifPresent(run -> tint(run, handle, attentionOnPatches()));
        revealNext();
    }

    /** Layout tokens take little room; their full name is in the tooltip. */
    private static String shownText(Word word) {
        String text = word.tokens().get(0).text();
        if (text.equals("<|image|>")) {
            return "picture";
        }
        boolean layout = text.startsWith("<|") || word.kind() == TokenKind.LAYOUT || word.kind() == TokenKind.STOP;
        if (layout || text.isBlank()) {
            return text.contains("\n") ? "⏎" : "·";
        }
        return word.text();
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
        int last = selected.isEmpty() ? Integer.MAX_VALUE : selected.get(selected.size() - 1);
        TokenHandle wanted = handles.stream()
                .filter(handle -> handle.word().last() >= last)
                .findFirst()
                .orElseGet(() -> handles.get(handles.size() - 1));
        Bounds bounds = wanted.getBoundsInParent();
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
        OptionalDouble value = exploration.gaze().patches() > 0
                ? onPatches(handle.word(), onPatches)
                : tint.get().of(run, handle.word());
        // The looked-up colour keeps selection and preview, which the style sheet draws above it.
        handle.setStyle(
                value.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "-token-tint: rgba(47, 129, 247, %.2f);",
                                0.06 + 0.44 * value.getAsDouble()));
    }

    private static OptionalDouble onPatches(Word word, Map<Integer, Double> shares) {
        return shares.keySet().containsAll(word.positions())
                ? word.positions().stream()
                        .flatMap(position -> Optional.ofNullable(shares.get(position)).stream())
                        .mapToDouble(Double::doubleValue)
                        .average()
                : OptionalDouble.empty();
    }

    /** What can be done here; the keys count while the strip has the focus. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(
                wholeWords,
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
