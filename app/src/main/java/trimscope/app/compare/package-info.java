/** Two runs of one question side by side: maps, answers, figures. */
@NullMarked
package trimscope.app.compare;

import org.jspecify.annotations.NullMarked;
