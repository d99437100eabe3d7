/** The network and its kernels. */
@NullMarked
package trimscope.core.model;

import org.jspecify.annotations.NullMarked;
