package trimscope.core.device;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the libraries of PyTorch in Python installations, by looking at folders; no Python is started. */
final class PythonInstallations {
    private final List<Path> prefixes;

    private PythonInstallations(Set<Path> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    static PythonInstallations ofMachine() {
        return of(System::getenv, Path.of(System.getProperty("user.home", ".")));
    }

    /**
     * The active environment first, then what is on the search path, then the user's own.
     *
     * @param environment environment variable to its value or null
     */
    static PythonInstallations of(UnaryOperator<@Nullable String> environment, Path home) {
        Set<Path> prefixes = new LinkedHashSet<>();
        for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            path(environment.apply(variable)).ifPresent(prefixes::add);
        }
        String search = environment.apply("PATH");
        for (String entry : search == null ? new String[0] : search.split(File.pathSeparator)) {
            path(entry).ifPresent(bin -> {
                if (Files.exists(bin.resolve("python3")) && bin.getParent() != null) {
                    prefixes.add(bin.getParent());
                } else if (Files.exists(bin.resolve("python.exe"))) {
                    prefixes.add(bin);
                }
            });
        }
        prefixes.add(home.resolve(".local"));
        return new PythonInstallations(prefixes);
    }

    private static Optional<Path> path(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What may have the libraries, the likeliest first. */
    List<Path> torchFolders() {
        List<Path> found = new ArrayList<>();
        for (Path prefix : prefixes) {
            List<Path> packages = new ArrayList<>(List.of(prefix.resolve("Lib").resolve("site-packages")));
            for (Path lib :
                    List.of(prefix.resolve("lib"), prefix.resolve("local").resolve("lib"))) {
                try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
                    pythons.forEach(python -> {
                        packages.add(python.resolve("site-packages"));
                        packages.add(python.resolve("dist-packages"));
                    });
                } catch (IOException e) {
                    // no such folder, or a closed one: nothing to be found there
                }
            }
            packages.stream()
                    .map(folder -> folder.resolve("torch"))
                    .filter(torch -> Files.isDirectory(torch.resolve("lib")))
                    .forEach(found::add);
        }
        return found;
    }
}
