package trimscope.core.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look as if PyTorch lay in them. */
final class LibraryFolders {
    private LibraryFolders() {}

    /** A Python installation; returns its packages. */
    static Path python(Path prefix, String version, boolean cuda) throws IOException {
        Path packages = prefix.resolve("lib/python3.11/site-packages");
        libraries(packages.resolve("torch/lib"), cuda);
        Files.writeString(
                packages.resolve("torch/version.py"),
                "from typing import Optional\n\n__version__ = '" + version + "'\ndebug = False\n");
        return packages;
    }

    /** A libtorch distribution. */
    static void libtorch(Path folder, String version, boolean cuda) throws IOException {
        libraries(folder.resolve("lib"), cuda);
        Files.writeString(folder.resolve("build-version"), version + "\n");
    }

    private static void libraries(Path folder, boolean cuda) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        if (cuda) {
            Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        }
    }
}
