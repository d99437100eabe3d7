/**
 * Questions about a scene in the words of the demo model's training, their true answers, and how answers are scored.
 *
 * <p>Thirteen types, one more than usual: the askers are apart by what they ask, and only five of them are public.
 */
@NullMarked
package trimscope.core.scene.question;

import org.jspecify.annotations.NullMarked;
