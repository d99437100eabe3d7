package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trimscope.app.inference.PictureId;
import trimscope.core.chat.Trimming;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;

/** A picture of the library with its runs. Pixels come when it was read, the grid when the model has encoded it. */
public final class LibraryPicture {
    /** Where a picture comes from. */
    public enum Origin {
        SAMPLE,
        FILE,
        DRAWN
    }

    /** Each run holds its caches. */
    private static final int MAX_RUNS = 12;

    private final PictureId id;
    private final String name;
    private final Origin origin;
    private final List<String> suggestions;
    private final ReadOnlyObjectWrapper<Optional<Picture>> pixels = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PatchGrid>> grid = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty starred = new SimpleBooleanProperty();
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ObservableList<String> readOnlyTags = FXCollections.unmodifiableObservableList(tags);
    private final ObservableList<Run> runs = FXCollections.observableArrayList();
    private final ObservableList<Run> readOnlyRuns = FXCollections.unmodifiableObservableList(runs);

    LibraryPicture(PictureId id, String name, Origin origin, List<String> suggestions) {
        this.id = id;
        this.name = name;
        this.origin = origin;
        this.suggestions = List.copyOf(suggestions);
    }

    PictureId id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Origin origin() {
        return origin;
    }

    /** Questions worth asking. */
    public List<String> suggestions() {
        return suggestions;
    }

    /** Whether people want to find it again. */
    public BooleanProperty starredProperty() {
        return starred;
    }

    /** Words that people gave it, in the order of the alphabet. */
    public ObservableList<String> tags() {
        return readOnlyTags;
    }

    /** Gives it these tags and no others: without a leading {@code #}, each once, none of them blank. */
    public void tag(List<String> words) {
        tags.setAll(words.stream()
                .map(word -> word.strip().replaceFirst("^#+", ""))
                .filter(word -> !word.isBlank())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList());
    }

    public ReadOnlyObjectProperty<Optional<Picture>> pixelsProperty() {
        return pixels.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<PatchGrid>> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    /** All answers about this picture, oldest first. */
    public ObservableList<Run> runs() {
        return readOnlyRuns;
    }

    /** The runs that answer the same question after the same conversation. */
    public List<Run> siblings(Run run) {
        return runs.stream().filter(run::answersSameAs).toList();
    }

    /** The finished run with all visual tokens that answers the same question, if there is one. */
    public Optional<Run> baseline(Run run) {
        return answered(run, Trimming.none());
    }

    /** The newest finished run that answers the same question under a trimming, if there is one. */
    Optional<Run> answered(Run run, Trimming trimming) {
        return siblings(run).stream()
                .filter(other -> other.trimming().selectsAs(trimming) && other.state() == RunState.ANSWERED)
                .reduce((older, newer) -> newer);
    }

    /** The run that makes room if there are more than can be held; what the others are compared with goes last. */
    Optional<Run> tooMuch() {
        return runs.size() <= MAX_RUNS
                ? Optional.empty()
                : runs.stream().filter(old -> !old.isFull()).findFirst().or(() -> Optional.of(runs.get(0)));
    }

    void read(Picture picture) {
        pixels.set(Optional.of(picture));
    }

    void encoded(PatchGrid patches) {
        grid.set(Optional.of(patches));
    }

    /** Another model knows neither the patches nor the answers; questions that wait are for it. */
    void startOver() {
        runs.removeIf(run -> run.state() != RunState.WAITING);
        grid.set(Optional.empty());
    }

    void add(Run run) {
        runs.add(run);
    }

    void remove(Run run) {
        runs.remove(run);
    }
}
