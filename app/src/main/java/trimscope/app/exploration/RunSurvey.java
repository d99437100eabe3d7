package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import trimscope.app.inference.MapQuery;
import trimscope.app.inference.MapSurvey;
import trimscope.app.inference.SurveyQuery;

/** What the shown run's maps have in common at the chosen layers and heads: a range, and sinks. Asked for only while it is wanted. */
public final class RunSurvey {
    private final MapFocus focus;
    private final Consumer<SurveyQuery> worker;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Optional<MapSurvey>> survey = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Run> run = Optional.empty();
    private Optional<SurveyQuery> asked = Optional.empty();

    RunSurvey(MapFocus focus, Consumer<SurveyQuery> worker) {
        this.focus = focus;
        this.worker = worker;
        focus.choiceProperty().addListener(source -> refresh());
        focus.quantityProperty().addListener(source -> refresh());
        wanted.addListener(source -> refresh());
    }

    /** Whether anybody looks at it. */
    public BooleanProperty wantedProperty() {
        return wanted;
    }

    /** Empty while it is not wanted, the answer still comes, or the maps are being read. */
    public ReadOnlyObjectProperty<Optional<MapSurvey>> surveyProperty() {
        return survey.getReadOnlyProperty();
    }

    void follow(Optional<Run> next) {
        run = next;
        refresh();
    }

    /** Asks anew if something else is to be surveyed. */
    void refresh() {
        Optional<SurveyQuery> query =
                run.filter(shown -> wanted.get() && !shown.state().isActive()).flatMap(this::query);
        if (!query.equals(asked)) {
            asked = query;
            survey.set(Optional.empty());
            query.ifPresent(worker);
        }
    }

    void accept(MapSurvey ready) {
        if (asked.equals(Optional.of(ready.query()))) {
            survey.set(Optional.of(ready));
        }
    }

    private Optional<SurveyQuery> query(Run shown) {
        List<Integer> seeing = shown.tokens().stream()
                .filter(SequenceToken::seesPicture)
                .map(SequenceToken::position)
                .toList();
        List<Integer> answer =
                shown.answerTokens().stream().map(SequenceToken::position).toList();
        return focus.choiceProperty()
                .get()
                .filter(choice -> !answer.isEmpty())
                .map(choice -> new SurveyQuery(
                        new MapQuery(
                                shown.id(), seeing, focus.quantityProperty().get()),
                        answer,
                        choice.layers(),
                        choice.heads(),
                        choice.aggregation()));
    }
}
