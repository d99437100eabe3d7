/** Questions about a scene in the words of the demo model's training, their true answers, and how answers are scored. */
@NullMarked
package trimscope.core.scene.question;

import org.jspecify.annotations.NullMarked;
