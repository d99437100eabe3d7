package trimscope.app.window;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/** The colours of style sheets: roles with their values, and which text has which. */
final class StyleColors {
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)\\}");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern ROLE = Pattern.compile("(-(?:color|trim|token)-[\\w-]+)\\s*:\\s*([^;]+);");
    private static final Pattern TEXT = Pattern.compile("-fx-(?:text-fill|icon-color)\\s*:\\s*([^;]+);");
    private static final Pattern BACKGROUND = Pattern.compile("-fx-background-color\\s*:\\s*([^;]+);");

    private final Map<String, String> roles = new HashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> backgrounds = new HashMap<>();

    /**
     * @param theme style sheet of the theme
     * @param own our style sheet
     */
    StyleColors(String theme, String own, boolean dark) {
        define(theme, List.of(".root"));
        define(own, dark ? List.of(".root", ".root:dark") : List.of(".root"));
        rules(own).forEach(rule -> {
            for (String selector : rule.group(1).split(",", -1)) {
                value(TEXT, rule).ifPresent(text -> texts.put(selector.strip(), text));
                value(BACKGROUND, rule).ifPresent(text -> backgrounds.put(selector.strip(), text));
            }
        });
    }

    /** Text colours of our style sheet by selector. */
    Map<String, String> texts() {
        return texts;
    }

    /** What a selector of our style sheet is filled with: the layers above a ground. */
    Color fill(String selector, Color ground) {
        Color shown = ground;
        for (String layer : layers(Objects.requireNonNull(backgrounds.get(selector), selector))) {
            shown = over(color(layer), shown);
        }
        return shown;
    }

    /** The value of a role or a literal colour. */
    Color color(String expression) {
        String text = expression.strip();
        if (text.startsWith("derive(")) {
            return color(text.substring(7, text.lastIndexOf(',')));
        }
        return text.startsWith("-") ? color(Objects.requireNonNull(roles.get(text), text)) : Color.web(text);
    }

    /** WCAG's ratio of a text colour above an opaque ground, 1 … 21. */
    static double contrast(Color text, Color ground) {
        double one = luminance(over(text, ground));
        double other = luminance(ground);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private void define(String sheet, List<String> selectors) {
        rules(sheet).stream()
                .filter(rule -> selectors.contains(rule.group(1).strip()))
                .forEach(rule -> {
                    Matcher role = ROLE.matcher(rule.group(2));
                    while (role.find()) {
                        roles.put(role.group(1), role.group(2));
                    }
                });
    }

    private static List<MatchResult> rules(String sheet) {
        return RULE.matcher(COMMENT.matcher(sheet).replaceAll("")).results().toList();
    }

    private static Optional<String> value(Pattern property, MatchResult rule) {
        Matcher found = property.matcher(rule.group(2));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The layers of a background, the lowest first. */
    private static List<String> layers(String background) {
        return List.of(background.split(",(?![^(]*\\))", -1));
    }

    private static Color over(Color top, Color ground) {
        return ground.interpolate(Color.color(top.getRed(), top.getGreen(), top.getBlue()), top.getOpacity());
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
