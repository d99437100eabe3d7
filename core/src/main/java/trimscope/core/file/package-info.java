/** Where the program may keep files, and what the file system refuses, in words for people. */
@NullMarked
package trimscope.core.file;

import org.jspecify.annotations.NullMarked;
