/** The sweep: one question or many scenes under several rules and ratios, as a chart and a table. */
@NullMarked
package trimscope.app.sweep;

import org.jspecify.annotations.NullMarked;
