/** Finds models on this machine and tells what they are, from their headers alone. */
@NullMarked
package trimscope.core.catalog;

import org.jspecify.annotations.NullMarked;
