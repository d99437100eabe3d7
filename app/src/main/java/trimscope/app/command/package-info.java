/** What can be done, with names and keys: shortcuts, tooltips, palette and shortcut sheet all read the same list. */
@NullMarked
package trimscope.app.command;

import org.jspecify.annotations.NullMarked;
