/** Scenes as pictures: backdrop with noise, sprites, sign. */
@NullMarked
package trimscope.core.scene.drawing;

import org.jspecify.annotations.NullMarked;
