package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DownloadSource;
import trimscope.core.device.EngineLibraries;
import trimscope.core.device.Gpu;
import trimscope.core.device.LibraryHost;

/** A command that chooses a GPU, on a machine that has one but no libraries. */
class DownloadLibrariesTest {
    private static final String ENGINE_PATH = "PYTORCH_LIBRARY_PATH";

    @TempDir
    Path cache;

    private LibraryHost host;

    /** Chooses the libraries and does nothing with them: those of this test cannot be loaded. */
    @Command(name = "probe")
    @SuppressWarnings("NullAway.Init")
    static final class Probe implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private DeviceOption device;

        @Override
        public Integer call() throws Exception {
            device.prepare(spec.commandLine());
            spec.commandLine().getOut().print(EngineLibraries.current());
            return 0;
        }
    }

    @BeforeEach
    void open() throws IOException {
        host = new LibraryHost();
    }

    /** The engine of this process has its libraries, or will take the program's own. */
    @AfterEach
    void close() {
        host.close();
        for (String name : List.of(ENGINE_PATH, "PYTORCH_VERSION", "PYTORCH_FLAVOR")) {
            System.clearProperty(name);
        }
    }

    @Test
    void aPersonAtTheTerminalIsAskedFirst() {
        List<String> asked = new ArrayList<>();
        Run run = probe(question -> asked.add(question), "--device", "cuda:0");
        assertEquals(0, run.status(), run.err());
        assertEquals(folder().resolve("lib").toString(), run.out());
        assertEquals(
                List.of("Download 1 MB of PyTorch's CUDA libraries from 127.0.0.1 into " + folder()
                        + " (about 2 MB there)? [y/N] "),
                asked);
        List<String> lines = run.err().lines().toList();
        assertEquals("Downloading 1 MB of PyTorch's CUDA libraries from 127.0.0.1 into " + folder(), lines.get(0));
        assertTrue(lines.size() > 4, lines::toString);
        assertEquals("100 %  1 MB of 1 MB", lines.get(lines.size() - 1));
    }

    @Test
    void aNoDownloadsNothing() {
        Run run = probe(question -> false, "--device", "cuda:0");
        run.assertFailure(1, "PyTorch's libraries for CUDA were not found: install torch 2.7.1 for CUDA 12.8");
        assertFalse(Files.exists(folder()));
    }

    @Test
    void withoutATerminalTheOptionIsNamedAndNothingAsked() {
        host.close();
        probe(null, "--device", "cuda:0")
                .assertFailure(1, "let TrimScope download them (in the window under the models");
        assertTrue(probe(null, "--device", "cuda:0").err().contains("--download-libraries"));
    }

    @Test
    void whoeverAgreedBeforehandIsNotAsked() {
        Run run = probe(null, "--device", "cuda:0", "--download-libraries");
        assertEquals(0, run.status(), run.err());
        assertEquals(folder().resolve("lib").toString(), run.out());
        System.clearProperty(ENGINE_PATH);
        Run again = probe(null, "--device", "cuda:0", "--download-libraries");
        again.assertSuccess();
        assertEquals(run.out(), again.out());
    }

    @Test
    void aServerThatIsNotThereIsToldBeforeTheRefusal() {
        host.close();
        Run run = probe(question -> true, "--device", "cuda:0");
        assertEquals(1, run.status());
        List<String> lines = run.err().lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.get(0).contains("/files.txt: no connection"), lines::toString);
        assertTrue(lines.get(1).startsWith("PyTorch's libraries for CUDA were not found"), lines::toString);
        probe(null, "--device", "cuda:0", "--download-libraries").assertFailure(1, "/files.txt: no connection");
    }

    @Test
    void forTheCpuOrAGpuThatIsNotThereNothingIsDownloaded() {
        probe(question -> true, "--download-libraries").assertSuccess();
        probe(question -> true, "--device", "cuda:1", "--download-libraries").assertFailure(1, "There is no cuda:1");
        assertFalse(Files.exists(folder()));
    }

    private Path folder() {
        return cache.resolve("pytorch-2.7.1-cu128");
    }

    private Run probe(@Nullable Predicate<String> person, String... arguments) {
        DownloadSource source = host.source(cache);
        CudaSupport oneGpu = new CudaSupport(
                () -> List.of(new Gpu(ComputeDevice.gpu(0), "Card", 1L << 30)), OptionalInt::empty, List::of, source);
        IFactory factory = new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == DeviceOption.class
                        ? type.cast(new DeviceOption(oneGpu, Optional.ofNullable(person)))
                        : CommandLine.defaultFactory().create(type);
            }
        };
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine top = TrimScope.commandLine(new PrintWriter(out), new PrintWriter(err));
        CommandLine probe = new CommandLine(new Probe(), factory);
        top.addSubcommand(probe);
        probe.setOut(top.getOut()).setErr(top.getErr());
        probe.setExecutionExceptionHandler(top.getExecutionExceptionHandler());
        String[] all = new String[arguments.length + 1];
        all[0] = "probe";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int status = top.execute(all);
        probe.getOut().flush();
        return new Run(status, out.toString(), err.toString());
    }
}
