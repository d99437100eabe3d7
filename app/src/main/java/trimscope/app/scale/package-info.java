/** How weights become colours, as people want it; shared by all that paint maps. */
@NullMarked
package trimscope.app.scale;

import org.jspecify.annotations.NullMarked;
