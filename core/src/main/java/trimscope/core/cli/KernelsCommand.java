package trimscope.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import trimscope.core.model.KernelArchive;

/** Writes the kernels for other programs: {@code core/src/test/python} checks and times them. */
@Command(
        name = "kernels",
        hidden = true,
        description = {
            "Write the numerical kernels as a TorchScript archive, which Python opens with torch.jit.load.",
            ""
        })
@SuppressWarnings("NullAway.Init") // picocli fills the field before the call
final class KernelsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "OUT", description = "File to write; an existing one is replaced.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Files.write(out, KernelArchive.bytes());
        return 0;
    }
}
