package trimscope.app.exploration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.PictureLoader;
import trimscope.core.chat.ModelInfo;
import trimscope.core.chat.Trimming;

/**
 * What the window shows: pictures, their runs, and what is selected. Properties out, commands in; only the window's thread
 * enters. The model's work happens in the {@link InferenceWorker}, whose events end here.
 */
public final class Exploration {
    private final InferenceWorker worker;
    private final Library library = new Library();
    private final ReadOnlyObjectWrapper<Optional<LibraryPicture>> picture =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Run>> run = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ModelAtWork model;
    private final Notices notices = new Notices();
    private final MapFocus focus;
    private final TrimPreview trim = new TrimPreview();
    private final SelectionHistory history = new SelectionHistory(this::selection, this::restore);
    private final Painting painting = new Painting(trim, this::tell, this::answerAtChosenRatio, history::remember);
    private final Answering answering;
    private final PatchGaze gaze;
    private final RunPair pair;
    private final Sweeps sweeps;
    private final Premise premise;
    private final RunSurvey survey;
    /** Pictures in the order in which they were opened, the newest first, each once. */
    private final Deque<LibraryPicture> opened = new ArrayDeque<>();

    public Exploration(InferenceWorker worker) {
        this.worker = worker;
        model = new ModelAtWork(worker);
        answering = new Answering(this, worker, new Questions(library, trim));
        focus = new MapFocus(worker::map, history::remember);
        survey = new RunSurvey(focus, worker::survey);
        gaze = new PatchGaze(worker::seek);
        painting.selectedProperty().subscribe(patches -> gaze.follow(run.get(), patches));
        worker.listen(this::accept);
        // After the line above, so that its runs are up to date when it hears of them.
        pair = new RunPair(worker);
        focus.quantityProperty().subscribe(pair::measure);
        sweeps = new Sweeps(this, worker);
        premise = new Premise(this, worker);
    }

    /** The library. */
    public ObservableList<LibraryPicture> pictures() {
        return library.pictures();
    }

    /** The picture in the viewer. */
    public ReadOnlyObjectProperty<Optional<LibraryPicture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** The run that all panes show. */
    public ReadOnlyObjectProperty<Optional<Run>> runProperty() {
        return run.getReadOnlyProperty();
    }

    public ModelAtWork model() {
        return model;
    }

    /** What stays until it is closed. */
    public ObservableList<Notice> notices() {
        return notices.all();
    }

    public MapFocus focus() {
        return focus;
    }

    public TrimPreview trim() {
        return trim;
    }

    public PatchGaze gaze() {
        return gaze;
    }

    /** The two runs that are compared. */
    public RunPair pair() {
        return pair;
    }

    public Painting painting() {
        return painting;
    }

    public Sweeps sweeps() {
        return sweeps;
    }

    public Premise premise() {
        return premise;
    }

    public RunSurvey survey() {
        return survey;
    }

    public SelectionHistory history() {
        return history;
    }

    private SelectionHistory.State selection() {
        return new SelectionHistory.State(
                painting.selectedProperty().get(),
                trim.maskProperty().get(),
                focus.selectedProperty().get(),
                focus.choiceProperty().get());
    }

    private void restore(SelectionHistory.State before) {
        focus.restore(before.tokens(), before.layersAndHeads());
        painting.restore(before.patches(), before.mask());
    }

    /** Puts a picture into the library and has its pixels read. */
    public LibraryPicture add(
            String name, LibraryPicture.Origin origin, List<String> suggestions, PictureLoader loader) {
        LibraryPicture added = library.add(name, origin, suggestions);
        worker.read(added.id(), loader);
        return added;
    }

    /** Shows a picture with its newest run and has the model encode it. */
    public void open(LibraryPicture wanted) {
        if (!library.pictures().contains(wanted)) {
            return; // it could not be read
        }
        opened.remove(wanted);
        opened.push(wanted);
        picture.set(Optional.of(wanted));
        if (wanted.gridProperty().get().isEmpty()) {
            worker.encode(wanted.id());
        }
        List<Run> runs = wanted.runs();
        show(runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1)));
    }

    /** Shows a run and its picture. */
    public void select(Run chosen) {
        picture.set(Optional.of(chosen.picture()));
        show(Optional.of(chosen));
    }

    /** Asks about the open picture: the next turn of the shown conversation, or its first. */
    public void ask(String text) {
        answering.ask(text);
    }

    /** Answers the shown question under the chosen trimming: from a run that is there, or by reading everything anew. */
    public void answerAtChosenRatio() {
        answering.atChosenRatio();
    }

    /** The same while the ratio is being dragged: the answers on the way make room for the next. */
    public void answerInPassing() {
        answering.inPassing();
    }

    /** Shows a run's question as answered under another trimming, which becomes the chosen one. */
    public void answerUnder(Run shown, Trimming wanted) {
        answering.under(shown, wanted);
    }

    /** Answers the shown question anew under the chosen trimming. */
    public void answerAgain() {
        answering.again();
    }

    /** Ends the running answer; what has come of it stays. */
    public void stop() {
        worker.stop();
    }

    /** Tells something that stays until it is closed. */
    public void tell(Notice notice) {
        notices.tell(notice);
    }

    /** Takes the notice away that came last. */
    public void closeNewestNotice() {
        notices.closeNewest();
    }

    /** Shows a run of the open picture, or none. */
    void show(Optional<Run> shown) {
        Optional<Run> before = run.get();
        boolean sameQuestion =
                before.isPresent() && shown.isPresent() && shown.get().answersSameAs(before.get());
        if (!before.map(Run::picture).equals(shown.map(Run::picture))) {
            painting.restart();
        }
        run.set(shown);
        trim.follow(shown);
        focus.follow(shown);
        gaze.follow(shown, painting.selectedProperty().get());
        pair.follow(shown);
        survey.follow(shown);
        if (!sameQuestion) {
            focus.clearSelection();
            history.restart();
        }
        shown.ifPresent(this::selectMostTelling);
    }

    /** A first look for people who have selected nothing: the answer's word with the sharpest map. */
    private void selectMostTelling(Run shown) {
        if (focus.selectedProperty().get().isEmpty()) {
            shown.mostTelling()
                    .ifPresent(token -> shown.figures(token)
                            .ifPresent(figures -> focus.lookFirst(token.position(), figures.layer())));
        }
    }

    private void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.ModelLoaded loaded) {
            modelLoaded(loaded);
        } else if (event instanceof InferenceEvent.Explained cause) {
            notices.explain(cause);
        } else if (event instanceof InferenceEvent.Failed failed) {
            tell(new Notice(Notice.Level.ERROR, failed.sentence()));
        } else if (event instanceof InferenceEvent.MapsReady ready) {
            focus.accept(ready.maps());
        } else if (event instanceof InferenceEvent.PatchesSeen seen) {
            gaze.accept(seen.mass());
        } else if (event instanceof InferenceEvent.SurveyReady ready) {
            survey.accept(ready.survey());
        } else if (event instanceof InferenceEvent.PictureFailed failed) {
            pictureFailed(failed);
        } else {
            acceptOfRun(event);
        }
    }

    private void modelLoaded(InferenceEvent.ModelLoaded loaded) {
        ModelInfo info = loaded.model();
        boolean another = model.replace(loaded);
        history.restart();
        focus.restart(HeadChoice.allHeads(info.crossLayers(), info.heads()));
        if (another) {
            startOver();
        }
    }

    /** Answers and encodings went with the model that made them; what waits will be answered by the new one. */
    private void startOver() {
        library.startOver();
        show(run.get().filter(shown -> shown.state() == RunState.WAITING));
        picture.get().ifPresent(open -> worker.encode(open.id()));
    }

    private void pictureFailed(InferenceEvent.PictureFailed failed) {
        tell(new Notice(Notice.Level.ERROR, failed.sentence()));
        library.picture(failed.picture())
                .filter(known -> known.pixelsProperty().get().isEmpty())
                .ifPresent(this::remove);
    }

    private void remove(LibraryPicture unreadable) {
        library.remove(unreadable);
        opened.remove(unreadable);
        if (picture.get().equals(Optional.of(unreadable))) {
            picture.set(Optional.empty());
            show(Optional.empty());
            opened.stream().findFirst().ifPresent(this::open);
        }
    }

    private void acceptOfRun(InferenceEvent event) {
        library.accept(event);
        if (event instanceof InferenceEvent.NeverBegun never) {
            library.run(never.run()).ifPresent(this::neverBegun);
        } else if (event instanceof InferenceEvent.RunFailed failed) {
            library.run(failed.run()).ifPresent(known -> known.failed(failed.sentence()));
            tell(new Notice(Notice.Level.ERROR, failed.sentence()));
        } else if (event instanceof InferenceEvent.Measured measured) {
            library.run(measured.run()).ifPresent(known -> measured(known, measured));
        }
        focus.refresh();
        gaze.refresh();
        survey.refresh();
    }

    private void measured(Run known, InferenceEvent.Measured measured) {
        known.measured(measured.index(), measured.figures());
        boolean last =
                known.answerTokens().stream().allMatch(token -> known.figures().containsKey(token.position()));
        if (last && run.get().equals(Optional.of(known))) {
            selectMostTelling(known);
        }
    }

    private void neverBegun(Run known) {
        answering.drop(known);
        if (run.get().equals(Optional.of(known))) {
            List<Run> others = known.picture().runs();
            show(others.isEmpty() ? Optional.empty() : Optional.of(others.get(others.size() - 1)));
        }
    }
}
