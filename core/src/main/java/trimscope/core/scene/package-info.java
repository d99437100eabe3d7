/**
 * The demo world: small synthetic scenes, drawn and described from their seed alone.
 *
 * <p>A port of the recipe that the demo model was trained with. The generator, too, is the recipe's ({@link
 * trimscope.core.scene.MersenneTwister}), so that a seed gives the same scene and the same questions here as there.
 * {@code drawing} turns scenes into pictures, {@code question} asks about them and knows the answers; neither knows the
 * other.
 */
@NullMarked
package trimscope.core.scene;

import org.jspecify.annotations.NullMarked;
