package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.PictureId;
import trimscope.app.inference.RunId;

/** The known pictures and their runs, found by the names that the worker uses. */
final class Library {
    private final ObservableList<LibraryPicture> pictures = FXCollections.observableArrayList();
    private final ObservableList<LibraryPicture> readOnly = FXCollections.unmodifiableObservableList(pictures);
    private int lastNumber;

    ObservableList<LibraryPicture> pictures() {
        return readOnly;
    }

    LibraryPicture add(String name, LibraryPicture.Origin origin, List<String> suggestions) {
        LibraryPicture added = new LibraryPicture(new PictureId(++lastNumber), name, origin, suggestions);
        pictures.add(added);
        return added;
    }

    void remove(LibraryPicture picture) {
        pictures.remove(picture);
    }

    /** Forgets all that a model made of the pictures. */
    void startOver() {
        pictures.forEach(LibraryPicture::startOver);
    }

    /** A name for a run to come. */
    RunId nextRun() {
        return new RunId(++lastNumber);
    }

    Optional<LibraryPicture> picture(PictureId id) {
        return pictures.stream().filter(known -> known.id().equals(id)).findFirst();
    }

    Optional<Run> run(RunId id) {
        return pictures.stream()
                .flatMap(known -> known.runs().stream())
                .filter(known -> known.id().equals(id))
                .findFirst();
    }

    /** Takes over what comes of pictures and answers; every other event is left to others. */
    void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.PictureRead read) {
            picture(read.picture()).ifPresent(known -> known.read(read.pixels()));
        } else if (event instanceof InferenceEvent.PictureEncoded encoded) {
            picture(encoded.picture()).ifPresent(known -> known.encoded(encoded.grid()));
        } else if (event instanceof InferenceEvent.Prefilled read) {
            run(read.run()).ifPresent(known -> known.prefilled(read.prefill()));
        } else if (event instanceof InferenceEvent.Stepped stepped) {
            run(stepped.run()).ifPresent(known -> known.stepped(stepped.step()));
        } else if (event instanceof InferenceEvent.Finished finished) {
            run(finished.run()).ifPresent(known -> known.finished(finished));
        } else if (event instanceof InferenceEvent.Wanted wanted) {
            run(wanted.run()).ifPresent(known -> known.wanted(wanted.tokens()));
        }
    }
}
