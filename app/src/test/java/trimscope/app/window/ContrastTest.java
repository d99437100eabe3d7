package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG AA: text against what is behind it 4.5 to 1, controls and lines that carry meaning 3 to 1. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double CONTROL = 3;

    /** Grounds that panes and bars have. */
    private static final List<String> GROUNDS = List.of("-color-bg-default", "-color-bg-subtle", "-trim-viewer");

    /** Text on a fill of its own: whose fill, above which ground. */
    private static final Map<String, List<String>> FILLED = Map.ofEntries(
            Map.entry(".chip", List.of(".chip", "-color-bg-subtle")),
            Map.entry(".chip:selected", List.of(".chip:selected", "-color-bg-subtle")),
            Map.entry(".star:selected", List.of(".picture-card:hover", "-color-bg-subtle")),
            Map.entry(".overlay-toggle.star-filter:selected", List.of(".overlay-toggle:selected", "-color-bg-subtle")),
            Map.entry(".view-toggle:selected", List.of(".view-toggle:selected", "-color-bg-subtle")),
            Map.entry(".aligned-figure", List.of(".aligned-cell.differing", "-color-bg-default")),
            Map.entry(".aligned-nothing", List.of(".aligned-cell.differing", "-color-bg-default")),
            Map.entry(".overlay-toggle:selected", List.of(".overlay-toggle:selected", "-color-bg-default")),
            Map.entry(".overlay-toggle:selected .key", List.of(".overlay-toggle:selected", "-color-bg-default")),
            Map.entry(".matrix-action:hover", List.of(".matrix-action:hover", "-color-bg-default")),
            Map.entry(
                    ".segmented-button .segment:selected",
                    List.of(".segmented-button .segment:selected", "-color-bg-default")),
            Map.entry(".scale-settings > .button", List.of(".scale-settings", "-color-bg-default")),
            Map.entry(".look-list .hyperlink", List.of(".look-list", "-color-bg-default")),
            Map.entry(".key-cap", List.of(".key-cap", "-color-bg-default")),
            Map.entry(".notice-error .ikonli-font-icon", List.of(".notice-error", "-color-bg-subtle")),
            Map.entry(
                    ".palette .list-cell .label", List.of(".palette .list-cell:filled:selected", "-color-bg-default")),
            Map.entry(
                    ".palette .list-cell .palette-group",
                    List.of(".palette .list-cell:filled:selected", "-color-bg-default")),
            Map.entry(".model-sheet .model-problem", List.of(".window-sheet", "-color-bg-default")),
            Map.entry(
                    ".model-sheet .list-view .list-cell .model-problem",
                    List.of(".model-sheet .list-view .list-cell:filled:selected", "-color-bg-default")),
            Map.entry(
                    ".model-sheet .list-view .list-cell .caption",
                    List.of(".model-sheet .list-view .list-cell:filled:selected", "-color-bg-default")),
            Map.entry(".palette .list-cell .key-cap", List.of(".key-cap", "-color-bg-default")));

    /** Fills with the theme's own text colour above them. */
    private static final List<String> FILLS_UNDER_TEXT = List.of(
            ".question",
            ".notice",
            ".notice-error",
            ".read-out",
            ".window-sheet",
            ".picture-card:hover",
            ".picture-card:selected",
            ".aligned-cell.differing",
            ".aligned-cell:hover",
            ".run-name",
            ".palette .list-cell:filled:hover");

    /** Lines, bars and frames that carry meaning. */
    private static final List<String> MEANINGFUL = List.of(
            "-color-accent-emphasis",
            "-color-success-emphasis",
            "-color-fg-muted",
            "-trim-series-0",
            "-trim-series-1",
            "-trim-series-2",
            "-trim-series-3",
            "-trim-series-4",
            "-trim-series-5",
            "-trim-series-6",
            "-trim-series-7");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void textCanBeRead(Theme theme) throws IOException {
        StyleColors colors = colors(theme);
        List<String> failures = new ArrayList<>();
        colors.texts().forEach((selector, role) -> {
            List<String> own = FILLED.getOrDefault(selector, List.of());
            for (Color ground : own.isEmpty()
                    ? GROUNDS.stream().map(colors::color).toList()
                    : List.of(colors.fill(own.get(0), colors.color(own.get(1))))) {
                double least = selector.endsWith("icon") ? CONTROL : TEXT;
                check(failures, selector + " " + role, colors.color(role), ground, least);
            }
        });
        for (String fill : FILLS_UNDER_TEXT) {
            Color ground = colors.fill(fill, colors.color("-color-bg-subtle"));
            check(failures, "text on " + fill, colors.color("-color-fg-default"), ground, TEXT);
        }
        assertTrue(colors.texts().size() > 15);
        assertEquals(List.of(), failures);
    }

    /** The strip's tints go up to the strongest that a token can have. */
    @ParameterizedTest
    @EnumSource(Theme.class)
    void tokensCanBeReadUnderTheirTints(Theme theme) throws IOException {
        StyleColors colors = colors(theme);
        List<String> failures = new ArrayList<>();
        for (double opacity : new double[] {0, 0.06, 0.5}) {
            Color tint = Color.rgb(47, 129, 247, opacity);
            for (String ground : List.of("-trim-token", "-color-bg-default")) {
                Color under = colors.color(ground).interpolate(Color.rgb(47, 129, 247), opacity);
                check(
                        failures,
                        "token on " + ground + " with tint " + tint,
                        colors.color("-color-fg-default"),
                        under,
                        TEXT);
            }
        }
        assertEquals(List.of(), failures);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void linesAndControlsCanBeSeen(Theme theme) throws IOException {
        StyleColors colors = colors(theme);
        List<String> failures = new ArrayList<>();
        for (String role : MEANINGFUL) {
            check(failures, role, colors.color(role), colors.color("-color-bg-default"), CONTROL);
        }
        assertEquals(List.of(), failures);
    }

    private static void check(List<String> failures, String what, Color text, Color ground, double least) {
        double contrast = StyleColors.contrast(text, ground);
        if (contrast < least) {
            failures.add(String.format(Locale.ROOT, "%n%s: %.2f on %s", what, contrast, ground));
        }
    }

    private static StyleColors colors(Theme theme) throws IOException {
        boolean dark = theme == Theme.DARK;
        String sheet = dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet();
        return new StyleColors(text(sheet), text("/trimscope/app/window/trimscope.css"), dark);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = ContrastTest.class.getResourceAsStream(resource)) {
            assertTrue(in != null, resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
