package trimscope.app.memory;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import trimscope.app.exploration.CompareMode;
import trimscope.core.overlay.ColorTable;

/** Keeps {@link Remembered} in a small properties file. */
public final class MemoryFile {
    private static final String NAME = "window.properties";

    private final Path file;

    public MemoryFile(Path file) {
        this.file = file;
    }

    /** The file in the place where the platform wants settings. */
    public static MemoryFile ofUser() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home"));
        Path settings;
        if (system.contains("win")) {
            settings = variable("APPDATA").orElse(home.resolve("AppData/Roaming"));
        } else if (system.contains("mac")) {
            settings = home.resolve("Library/Application Support");
        } else {
            settings = variable("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
        }
        return new MemoryFile(settings.resolve("trimscope").resolve(NAME));
    }

    /**
     * What was remembered; nothing if there is no file.
     *
     * @throws IOException with one sentence for the user if the file is damaged
     */
    public Remembered read() throws IOException {
        if (!Files.exists(file)) {
            return Remembered.NOTHING;
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
            return parse(values);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "What was remembered in " + file + " is damaged; the window starts as at the first time.", e);
        }
    }

    /** Writes beside the place and moves there in one step, so that nothing half-written is left. */
    public void write(Remembered remembered) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        StringWriter text = new StringWriter();
        properties(remembered).store(text, "TrimScope: what the window remembers");
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text.toString(), StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets everything. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static Properties properties(Remembered from) {
        Properties values = new Properties();
        values.setProperty("theme", from.dark() ? "dark" : "light");
        values.setProperty("large", String.valueOf(from.large()));
        values.setProperty("maximized", String.valueOf(from.maximized()));
        from.place()
                .ifPresent(
                        at -> values.setProperty("window", numbers(List.of(at.x(), at.y(), at.width(), at.height()))));
        values.setProperty("dividers", numbers(from.dividers()));
        values.setProperty("keepPercent", String.valueOf(from.keepPercent()));
        values.setProperty("colours", from.colours().name());
        values.setProperty("comparing", from.comparing().name());
        values.setProperty("models", from.models().stream().map(Path::toString).collect(Collectors.joining("\n")));
        return values;
    }

    private static Remembered parse(Properties values) {
        Remembered nothing = Remembered.NOTHING;
        List<Double> window = numbers(values, "window");
        if (!window.isEmpty() && window.size() != 4) {
            throw new IllegalArgumentException("window = " + window);
        }
        return new Remembered(
                values.getProperty("theme", "light").equals("dark"),
                Boolean.parseBoolean(values.getProperty("large")),
                Boolean.parseBoolean(values.getProperty("maximized")),
                window.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Remembered.Place(window.get(0), window.get(1), window.get(2), window.get(3))),
                numbers(values, "dividers"),
                Integer.parseInt(values.getProperty("keepPercent", String.valueOf(nothing.keepPercent()))),
                ColorTable.valueOf(
                        values.getProperty("colours", nothing.colours().name())),
                CompareMode.valueOf(
                        values.getProperty("comparing", nothing.comparing().name())),
                values.getProperty("models", "").lines().map(Path::of).toList());
    }

    private static String numbers(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.4f", value))
                .collect(Collectors.joining(" "));
    }

    private static List<Double> numbers(Properties values, String key) {
        String text = values.getProperty(key, "").strip();
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
