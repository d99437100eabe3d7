package trimscope.app.exploration;

import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trimscope.app.inference.InferenceEvent;

/** What people are told, each sentence once, until they close it. */
final class Notices {
    private final ObservableList<Notice> all = FXCollections.observableArrayList();
    private Optional<InferenceEvent.Explained> explained = Optional.empty();

    ObservableList<Notice> all() {
        return all;
    }

    /** The cause of a failure whose sentence comes next. */
    void explain(InferenceEvent.Explained cause) {
        explained = Optional.of(cause);
    }

    void tell(Notice notice) {
        Notice whole = explained
                .filter(known -> known.sentence().equals(notice.text()))
                .map(known -> new Notice(notice.level(), notice.text(), known.details()))
                .orElse(notice);
        if (all.stream().noneMatch(known -> known.text().equals(notice.text()))) {
            all.add(whole);
        }
    }

    void closeNewest() {
        if (!all.isEmpty()) {
            all.remove(all.size() - 1);
        }
    }
}
