/** The paper's premise tested on the shown question: sparse attention, alike from layer to layer, and on the kept tokens. */
@NullMarked
package trimscope.app.evidence;

import org.jspecify.annotations.NullMarked;
