/** Whether the kernels compute on a machine what the reference implementation does. */
@NullMarked
package trimscope.core.doctor;

import org.jspecify.annotations.NullMarked;
