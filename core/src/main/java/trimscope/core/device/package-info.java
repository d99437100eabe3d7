/** Where a model computes: the main processor or a GPU, and the native libraries that this takes. */
@NullMarked
package trimscope.core.device;

import org.jspecify.annotations.NullMarked;
