package trimscope.app.models;

import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import trimscope.core.device.CudaDownload;
import trimscope.core.device.DownloadSource;
import trimscope.core.device.EngineLibraries;
import trimscope.core.memory.MemoryEstimate;

/** Says that a GPU lacks its libraries, and downloads them once the person has seen from where, how much and whither. */
final class DownloadPane extends VBox {
    private final ModelShelf shelf;
    private final LibraryDownload download;
    private final Label sentence = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final Button accept = new Button();
    private final Button cancel = new Button();

    DownloadPane(ModelShelf shelf) {
        super(8);
        this.shelf = shelf;
        download = shelf.download();
        setId("cuda-download");
        sentence.setId("cuda-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        progress.setId("cuda-progress");
        progress.getStyleClass().add(Styles.SMALL);
        progress.setMinHeight(USE_PREF_SIZE);
        progress.setMaxWidth(Double.MAX_VALUE);
        accept.setId("cuda-accept");
        accept.setOnAction(event -> accept());
        cancel.setId("cuda-cancel");
        cancel.setOnAction(event -> download.cancel());
        getChildren().addAll(sentence, progress, new HBox(8, accept, cancel));
        download.stateProperty().subscribe(this::show);
        shelf.lackingProperty().subscribe(this::show);
        show();
    }

    private void accept() {
        if (download.stateProperty().get() instanceof DownloadState.Offered) {
            download.agree();
        } else {
            download.ask();
        }
    }

    private void show() {
        DownloadState state = download.stateProperty().get();
        boolean idle = state instanceof DownloadState.Idle;
        boolean offered = state instanceof DownloadState.Offered;
        set(this, !idle || shelf.lackingProperty().get());
        set(progress, !idle && !offered);
        set(accept, offered || (idle && download.source().isOffered()));
        set(cancel, !idle);
        accept.setText(offered ? "Download" : "Download CUDA libraries…");
        cancel.setText(offered ? "Not now" : "Cancel");
        progress.setProgress(
                state instanceof DownloadState.Running each ? share(each) : ProgressBar.INDETERMINATE_PROGRESS);
        sentence.setText(sentence(state));
        boolean problem =
                state instanceof DownloadState.Idle each && !each.problem().isEmpty();
        sentence.getStyleClass().setAll("label", "caption", problem ? "model-problem" : "muted");
    }

    private static void set(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private static double share(DownloadState.Running running) {
        return running.all() == 0 ? 1 : (double) running.bytes() / running.all();
    }

    private String sentence(DownloadState state) {
        if (state instanceof DownloadState.Running running) {
            return MemoryEstimate.progress(running.bytes(), running.all())
                    + " are here. This goes on when the sheet is closed.";
        }
        if (state instanceof DownloadState.Offered offered) {
            CudaDownload.Offer offer = offered.offer();
            return "Download " + MemoryEstimate.gigabytes(offer.bytes()) + " from " + offer.host() + "? About "
                    + MemoryEstimate.gigabytes(offer.bytesOnDisk()) + " will lie in " + offer.folder() + ".";
        }
        if (state instanceof DownloadState.Idle idle) {
            return idle.problem().isEmpty() ? lack(download.source()) : idle.problem();
        }
        return "Asking " + download.source().address() + " how large they are…";
    }

    private static String lack(DownloadSource source) {
        return "PyTorch's libraries for CUDA are not on this machine: " + EngineLibraries.ADVICE
                + (source.isOffered()
                        ? ", or let TrimScope download them: it asks " + source.address()
                                + " how large they are, and then you."
                        : "; there are none to download for " + source.platform() + ".");
    }
}
