package trimscope.app.models;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.app.exploration.Notice;
import trimscope.core.device.CudaDownload;
import trimscope.core.device.DeviceException;
import trimscope.core.device.DownloadSource;
import trimscope.core.device.EngineLibraries;

/**
 * Downloads PyTorch's libraries for CUDA after a person agreed. It goes on while no sheet is open, and ends with the program; what is
 * whole by then need not be downloaded again. Only the window's thread enters.
 */
final class LibraryDownload {
    private final DownloadSource source;
    private final Executor window;
    private final Consumer<Notice> notices;
    private final Runnable arrived;
    private final ReadOnlyObjectWrapper<DownloadState> state = new ReadOnlyObjectWrapper<>(new DownloadState.Idle(""));
    private Optional<CudaDownload> attempt = Optional.empty();

    /**
     * A download that nobody has asked for yet.
     *
     * @param window brings news to the window's thread
     * @param notices is told how it ended, for those who closed the sheet
     * @param arrived is called once the libraries are there
     */
    LibraryDownload(DownloadSource source, Executor window, Consumer<Notice> notices, Runnable arrived) {
        this.source = source;
        this.window = window;
        this.notices = notices;
        this.arrived = arrived;
    }

    ReadOnlyObjectProperty<DownloadState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    DownloadSource source() {
        return source;
    }

    /** Asks the server what it has; downloads nothing yet. */
    void ask() {
        if (!(state.get() instanceof DownloadState.Idle)) {
            return;
        }
        try {
            CudaDownload asking = new CudaDownload(source);
            attempt = Optional.of(asking);
            state.set(new DownloadState.Asking());
            inBackground(() -> {
                CudaDownload.Offer offer = asking.offer();
                window.execute(() -> state.set(new DownloadState.Offered(offer)));
            });
        } catch (DeviceException e) {
            state.set(new DownloadState.Idle(String.valueOf(e.getMessage())));
        }
    }

    /** Accepts what is offered. */
    void agree() {
        if (state.get() instanceof DownloadState.Offered offered && attempt.isPresent()) {
            CudaDownload running = attempt.get();
            state.set(new DownloadState.Running(0, offered.offer().bytes()));
            inBackground(() -> {
                try {
                    running.run(
                            offered.offer(),
                            (bytes, all) -> window.execute(() -> state.set(new DownloadState.Running(bytes, all))));
                } catch (DeviceException e) {
                    tell(Notice.Level.ERROR, "The CUDA libraries are not here: " + e.getMessage());
                    throw e;
                }
                tell(
                        Notice.Level.HINT,
                        "PyTorch " + EngineLibraries.VERSION
                                + " for CUDA is here: a GPU can be chosen under the models now.");
                window.execute(() -> {
                    state.set(new DownloadState.Idle(""));
                    arrived.run();
                });
            });
        }
    }

    /** Declines what is offered, or ends what is under way. */
    void cancel() {
        attempt.ifPresent(CudaDownload::cancel);
        if (state.get() instanceof DownloadState.Offered) {
            state.set(new DownloadState.Idle(""));
        }
    }

    private void tell(Notice.Level level, String text) {
        window.execute(() -> notices.accept(new Notice(level, text)));
    }

    private void inBackground(Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.take();
                    } catch (CancellationException e) {
                        window.execute(() -> state.set(new DownloadState.Idle("")));
                    } catch (DeviceException e) {
                        window.execute(() -> state.set(new DownloadState.Idle(String.valueOf(e.getMessage()))));
                    }
                },
                "library download");
        thread.setDaemon(true);
        thread.start();
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Step {
        void take() throws DeviceException;
    }
}
