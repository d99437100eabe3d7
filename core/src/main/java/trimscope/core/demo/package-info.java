/** The embedded demo model and its sample pictures. */
@NullMarked
package trimscope.core.demo;

import org.jspecify.annotations.NullMarked;
