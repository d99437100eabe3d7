package trimscope.core.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedModelTest {
    @TempDir
    private Path cache;

    @Test
    void theManifestIsThatOfTheFiles() throws Exception {
        Map<String, String> manifest = EmbeddedModel.manifest();
        assertTrue(manifest.keySet().containsAll(Set.of("config.json", "model.safetensors", "tokenizer.json")));
        for (Map.Entry<String, String> file : manifest.entrySet()) {
            try (InputStream in = EmbeddedModel.resource("checkpoint/" + file.getKey())) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
                assertEquals(file.getValue(), HexFormat.of().formatHex(hash), file.getKey());
            }
        }
    }

    @Test
    void unpacksEveryFileOnceAndNothingElse() throws IOException {
        Path folder = EmbeddedModel.folder(cache);
        assertComplete(folder);
        Path weights = folder.resolve("model.safetensors");
        FileTime first = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(weights, first);
        assertEquals(folder, EmbeddedModel.folder(cache));
        assertEquals(first, Files.getLastModifiedTime(weights));
    }

    @Test
    void aMissingCacheFolderIsMade() throws IOException {
        assertComplete(EmbeddedModel.folder(cache.resolve("a").resolve("b")));
    }

    /** The system's own full device stands for a full disk. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void aFullDiskIsOneSentenceAndKeepsNothingOfIt() throws IOException {
        Path name = EmbeddedModel.folder(cache.resolve("elsewhere")).getFileName();
        Path full = cache.resolve("full");
        Path folder = Files.createDirectories(full.resolve(name));
        Files.createSymbolicLink(folder.resolve("model.safetensors.part"), Path.of("/dev/full"));
        IOException e = assertThrows(IOException.class, () -> EmbeddedModel.folder(full));
        assertTrue(String.valueOf(e.getMessage()).contains("No space left on device"), e::toString);
        assertTrue(String.valueOf(e.getMessage()).contains("make room there"), e::toString);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList(), "a full disk does not keep parts of it");
        }
        assertComplete(EmbeddedModel.folder(full));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flipped", "cut", "gone", "left by a crash"})
    void damageIsRepaired(String damage) throws IOException {
        Path folder = EmbeddedModel.folder(cache);
        Path weights = folder.resolve("model.safetensors");
        byte[] good = Files.readAllBytes(weights);
        switch (damage) {
            case "flipped" -> {
                byte[] bad = good.clone();
                bad[bad.length / 2] ^= 1;
                Files.write(weights, bad);
            }
            case "cut" -> Files.write(weights, new byte[100]);
            case "gone" -> Files.delete(weights);
            default -> {
                Files.move(weights, folder.resolve("model.safetensors.part"));
                Files.delete(folder.resolve("config.json"));
            }
        }
        assertEquals(folder, EmbeddedModel.folder(cache));
        assertComplete(folder);
        assertArrayEquals(good, Files.readAllBytes(weights));
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedInOneSentence() throws IOException {
        Path blocked = Files.writeString(cache.resolve("blocked"), "a file, no folder");
        IOException failure = assertThrows(IOException.class, () -> EmbeddedModel.folder(blocked));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("The embedded model cannot be unpacked to " + blocked), message);
        assertTrue(message.contains("-Dtrimscope.cache=FOLDER"), message);
        assertEquals(1, message.lines().count(), message);
        assertEquals(Set.of("blocked"), names(cache));
    }

    @Test
    void aFolderThatCannotBeCompletedIsLeftEmpty() throws IOException {
        Path folder = EmbeddedModel.folder(cache);
        for (String name : EmbeddedModel.manifest().keySet()) {
            Files.delete(folder.resolve(name));
        }
        // A folder that is not empty cannot be replaced by a file.
        Path weights = Files.createDirectory(folder.resolve("model.safetensors"));
        Files.createFile(weights.resolve("inside"));
        IOException failure = assertThrows(IOException.class, () -> EmbeddedModel.folder(cache));
        assertTrue(String.valueOf(failure.getMessage()).contains("model.safetensors"), failure.getMessage());
        assertEquals(Set.of("model.safetensors"), names(folder));
    }

    @Test
    void severalProcessesMayStartAtOnce() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            EmbeddedModelTest.class.getName(),
                            cache.toString())
                    .redirectErrorStream(true)
                    .start());
        }
        Set<String> said = new TreeSet<>();
        for (Process process : processes) {
            said.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            assertEquals(0, process.waitFor(), said.toString());
        }
        Path folder = EmbeddedModel.folder(cache);
        assertEquals(Set.of(folder.toString()), said);
        assertComplete(folder);
    }

    /** What each of several processes runs: unpacks, checks that all is there, says where. */
    public static void main(String[] cache) throws IOException {
        Path folder = EmbeddedModel.folder(Path.of(cache[0]));
        assertComplete(folder);
        System.out.println(folder);
    }

    private static void assertComplete(Path folder) throws IOException {
        assertEquals(EmbeddedModel.manifest().keySet(), names(folder));
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
