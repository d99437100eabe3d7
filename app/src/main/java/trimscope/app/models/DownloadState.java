package trimscope.app.models;

import trimscope.core.device.CudaDownload;

/** How far the libraries for CUDA are on their way here. */
sealed interface DownloadState {
    /**
     * Nothing is under way.
     *
     * @param problem why the last attempt failed; empty if none did
     */
    record Idle(String problem) implements DownloadState {}

    /** The server is being asked what it has. */
    record Asking() implements DownloadState {}

    /** The person has to agree. */
    record Offered(CudaDownload.Offer offer) implements DownloadState {}

    /**
     * Under way.
     *
     * @param bytes of {@code all} that are here
     */
    record Running(long bytes, long all) implements DownloadState {}
}
