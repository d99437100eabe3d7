package trimscope.core.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the tokens of one answer into text as they arrive. A token of a byte-level vocabulary may hold only some of the
 * bytes of a character (an emoji is often two or three tokens); such bytes wait until the character is complete. All
 * pieces and the end joined are exactly {@link Tokenizer#decode} of all tokens.
 *
 * <p>Not safe for use by several threads.
 */
public final class TextStream {
    private final Tokenizer tokenizer;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] open = new byte[0];

    TextStream(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Takes the next token.
     *
     * @return the text that became complete; empty while a character is open and for special tokens. Bytes that can
     *     never become a character are U+FFFD
     */
    public String push(int token) {
        byte[] added = tokenizer.bytes(token);
        ByteBuffer bytes = ByteBuffer.allocate(open.length + added.length)
                .put(open)
                .put(added)
                .flip();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        decoder.decode(bytes, text, false);
        open = new byte[bytes.remaining()];
        bytes.get(open);
        return text.flip().toString();
    }

    /** Ends the answer: what is left, malformed bytes as U+FFFD. Afterwards the stream may start on another answer. */
    public String finish() {
        CharBuffer text = CharBuffer.allocate(open.length + 1);
        decoder.decode(ByteBuffer.wrap(open), text, true);
        decoder.flush(text);
        decoder.reset();
        open = new byte[0];
        return text.flip().toString();
    }
}
