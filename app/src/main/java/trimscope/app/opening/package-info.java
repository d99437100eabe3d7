/** What is there before anybody has touched anything, in the window or as a picture in a file. */
@NullMarked
package trimscope.app.opening;

import org.jspecify.annotations.NullMarked;
