package trimscope.app.window;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Light or dark. */
public enum Theme {
    LIGHT,
    DARK;

    private static final PseudoClass DARK_CLASS = PseudoClass.getPseudoClass("dark");
    /** Faces in the manner of the design, the first one installed is taken; else the platform's own. */
    private static final List<String> FACES =
            List.of("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Open Sans", "Cantarell", "Ubuntu", "Roboto");

    /** The other one. */
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** Dresses a scene. */
    public void apply(Scene scene) {
        Application.setUserAgentStylesheet(
                this == LIGHT ? new PrimerLight().getUserAgentStylesheet() : new PrimerDark().getUserAgentStylesheet());
        String styles = Objects.requireNonNull(Theme.class.getResource("trimscope.css"), "trimscope.css")
                .toExternalForm();
        if (!scene.getStylesheets().contains(styles)) {
            scene.getStylesheets().add(styles);
            FACES.stream()
                    .filter(Font.getFamilies()::contains)
                    .findFirst()
                    .ifPresent(face -> scene.getRoot().setStyle("-fx-font-family: \"" + face + "\";"));
        }
        scene.getRoot().pseudoClassStateChanged(DARK_CLASS, this == DARK);
    }
}
