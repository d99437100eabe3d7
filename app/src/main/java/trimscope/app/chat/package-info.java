/** The conversation: questions, streamed answers whose words are handles, and the field for the next question. */
@NullMarked
package trimscope.app.chat;

import org.jspecify.annotations.NullMarked;
