/** What a model will need of memory, and what there is, before anything is loaded. */
@NullMarked
package trimscope.core.memory;

import org.jspecify.annotations.NullMarked;
