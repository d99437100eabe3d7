package trimscope.core.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import trimscope.core.device.CudaDownload;
import trimscope.core.device.DeviceException;
import trimscope.core.device.DownloadSource;
import trimscope.core.memory.MemoryEstimate;

/** Downloads PyTorch's libraries for CUDA where a person agrees to it. */
final class LibraryDownload {
    private final Optional<Predicate<String>> person;
    private final PrintWriter err;

    /**
     * A download that tells how far it is.
     *
     * @param person answers a question; empty if nobody is there to ask
     */
    LibraryDownload(Optional<Predicate<String>> person, PrintWriter err) {
        this.person = person;
        this.err = err;
    }

    /** Whoever sits at this process's terminal; anything but {@code y} and {@code yes} is a no. */
    static Optional<Predicate<String>> personAtTerminal() {
        return Optional.ofNullable(System.console()).map(console -> question -> agrees(console, question));
    }

    private static boolean agrees(Console console, String question) {
        String line = console.readLine("%s", question);
        String answer = line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /**
     * Asks the person at the terminal, and downloads after a yes. Without anybody to ask the network is left alone, and where the
     * server does not tell what it has there is nothing to ask.
     */
    void ask(DownloadSource source) throws DeviceException {
        if (person.isEmpty() || !source.isOffered()) {
            return;
        }
        CudaDownload download = new CudaDownload(source);
        CudaDownload.Offer offer;
        try {
            offer = download.offer();
        } catch (DeviceException e) {
            err.println(e.getMessage());
            return;
        }
        String room = " (about " + MemoryEstimate.gigabytes(offer.bytesOnDisk()) + " there)? [y/N] ";
        if (person.get().test("Download " + what(offer) + room)) {
            download(download, offer);
        }
    }

    /** Downloads for somebody who agreed beforehand. */
    void agreed(DownloadSource source) throws DeviceException {
        CudaDownload download = new CudaDownload(source);
        download(download, download.offer());
    }

    private void download(CudaDownload download, CudaDownload.Offer offer) throws DeviceException {
        err.println("Downloading " + what(offer));
        download.run(offer, new PercentLines(err)::tell);
    }

    private static String what(CudaDownload.Offer offer) {
        return MemoryEstimate.gigabytes(offer.bytes()) + " of PyTorch's CUDA libraries from " + offer.host() + " into "
                + offer.folder();
    }
}
