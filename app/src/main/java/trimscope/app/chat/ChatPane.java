package trimscope.app.chat;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.command.CommandGroup;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.exploration.SequenceToken;

/** The conversation about the open picture. */
public final class ChatPane extends BorderPane {
    private final Exploration exploration;
    private final VBox turns = new VBox();
    private final ScrollPane scroll = new ScrollPane(turns);
    private final FlowPane suggestions = new FlowPane();
    private final Label which = new Label();
    private final Label hint = new Label("Ask about the picture below, or take one of these questions.");
    private final Button again = new Button("", new FontIcon(Feather.REFRESH_CW));
    private final Composer composer;
    private final List<TurnView> views = new ArrayList<>();
    private final ListChangeListener<SequenceToken> onTokens = this::tokensChanged;
    private final InvalidationListener onState = source -> stateChanged();
    private Optional<Run> shown = Optional.empty();

    public ChatPane(Exploration exploration) {
        this.exploration = exploration;
        composer = new Composer(exploration::ask, exploration);
        setId("chat");
        getStyleClass().add("chat");
        which.getStyleClass().add("caption");
        again.setId("again");
        again.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        CommandControls.bind(again, commands().again, "Answers this question again");
        turns.getStyleClass().add("turns");
        hint.getStyleClass().add("muted");
        hint.setWrapText(true);
        suggestions.getStyleClass().add("suggestions");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("chat-scroll");
        turns.heightProperty().addListener(source -> scroll.setVvalue(1));
        setTop(new SectionHeader("Chat", which, again));
        setCenter(scroll);
        setBottom(composer);
        exploration.runProperty().addListener((source, before, after) -> showRun());
        exploration.pictureProperty().addListener((source, before, after) -> showSuggestions());
        exploration.model().infoProperty().addListener((source, before, after) -> showSuggestions());
        exploration.focus().selectedProperty().addListener(source -> views.forEach(TurnView::mark));
        exploration.focus().previewProperty().addListener(source -> views.forEach(TurnView::mark));
        showRun();
    }

    /** What can be done with questions. */
    public QuestionCommands commands() {
        return composer.commands();
    }

    /** Ask what is written, or one of the questions that are suggested now. */
    public List<Command> suggestions() {
        List<Command> all = new ArrayList<>(List.of(composer.asking()));
        suggested().forEach(question -> all.add(asking(question)));
        return all;
    }

    private Command asking(String question) {
        return new Command(CommandGroup.QUESTIONS, "Ask: " + question, () -> exploration.ask(question));
    }

    private void showRun() {
        shown.ifPresent(before -> {
            before.tokens().removeListener(onTokens);
            before.stateProperty().removeListener(onState);
        });
        shown = exploration.runProperty().get();
        shown.ifPresent(run -> {
            run.tokens().addListener(onTokens);
            run.stateProperty().addListener(onState);
        });
        rebuild();
    }

    private void rebuild() {
        views.clear();
        shown.ifPresent(run -> {
            List<List<SequenceToken>> earlier = Transcript.earlierAnswers(run);
            for (int i = 0; i < run.said().size(); i++) {
                TurnView view = new TurnView(run.said().get(i).question(), exploration.focus());
                if (i < earlier.size()) {
                    view.append(earlier.get(i));
                } else {
                    view.setPlainAnswer(run.said().get(i).answer());
                }
                views.add(view);
            }
            TurnView current = new TurnView(run.question(), exploration.focus());
            current.append(run.answerTokens());
            views.add(current);
        });
        turns.getChildren().setAll(views);
        if (views.isEmpty()) {
            turns.getChildren().add(hint);
        }
        turns.getChildren().add(suggestions);
        stateChanged();
    }

    private void tokensChanged(ListChangeListener.Change<? extends SequenceToken> change) {
        while (change.next()) {
            if (change.wasReplaced() || change.getFrom() == 0) {
                rebuild();
                return;
            }
            List<SequenceToken> added = new ArrayList<>(change.getAddedSubList());
            added.removeIf(token -> !token.isAnswer());
            views.get(views.size() - 1).append(added);
        }
    }

    private void stateChanged() {
        boolean active = shown.map(run -> run.state().isActive()).orElse(false);
        composer.setAnswering(active);
        again.setDisable(shown.isEmpty() || active);
        which.setText(shown.map(ChatPane::describe).orElse(""));
        shown.ifPresent(run -> {
            TurnView current = views.get(views.size() - 1);
            current.setWriting(active);
            current.setFootnote(Transcript.footnote(run));
            current.markDivergence(run.state() == RunState.ANSWERED ? Transcript.divergence(run) : OptionalInt.empty());
        });
        showSuggestions();
    }

    private static String describe(Run run) {
        boolean compared = !run.isFull() && run.picture().baseline(run).isPresent();
        return (run.isFull() ? "all tokens" : "run " + run.label()) + (compared ? " against full" : "");
    }

    private void showSuggestions() {
        Optional<LibraryPicture> picture = exploration.pictureProperty().get();
        boolean ready =
                picture.isPresent() && exploration.model().infoProperty().get().isPresent();
        composer.setDisable(!ready);
        hint.setVisible(ready);
        suggestions.getChildren().setAll(suggested().stream().map(this::chip).toList());
    }

    private Button chip(String question) {
        Button chip = new Button(question);
        chip.getStyleClass().addAll(Styles.SMALL, "suggestion");
        return CommandControls.bind(chip, asking(question), "Asks this");
    }

    /** Questions about the picture that were not asked yet; none while an answer is coming. */
    private List<String> suggested() {
        boolean ready = exploration.model().infoProperty().get().isPresent()
                && shown.map(run -> !run.state().isActive()).orElse(true);
        List<String> asked = new ArrayList<>();
        shown.ifPresent(run -> {
            run.said().forEach(said -> asked.add(said.question()));
            asked.add(run.question());
        });
        return exploration
                .pictureProperty()
                .get()
                .filter(picture -> ready)
                .map(LibraryPicture::suggestions)
                .orElse(List.of())
                .stream()
                .filter(question -> !asked.contains(question))
                .toList();
    }
}
