package trimscope.app.workspace;

import org.kordamp.ikonli.feather.Feather;
import trimscope.app.command.Shortcut;

/**
 * How people find a view.
 *
 * @param id of its nodes: {@code compare} gives the button {@code open-compare} and the frame {@code compare}
 * @param title on its button and above it, such as {@code Compare}
 * @param request as a command, such as {@code Compare two runs}
 * @param hint one line for the button's tooltip, without the key
 * @param key opens it, and closes it again
 */
public record ViewLabel(String id, String title, String request, String hint, Feather icon, Shortcut key) {}
