package trimscope.core.text;

/**
 * Turns the tokens of one answer into text as they arrive. A token of a byte-level vocabulary may hold only some of the
 * bytes of a character (an emoji is often two or three tokens); such bytes wait until the character is complete. All
 * pieces and the end joined are exactly {@link Tokenizer#decode} of all tokens.
 *
 * <p>Bytes that can never become a character are replaced as the Unicode standard recommends (U+FFFD for each maximal
 * part of a character) and as the reference library does; Java's own decoder replaces some runs differently.
 *
 * <p>Not safe for use by several threads.
 */
public final class TextStream {
    private static final char REPLACEMENT = '\uFFFD';

    private final Tokenizer tokenizer;
    /** Bits of the open character so far, and how many bytes it still needs. */
    private int open;

    private int needed;
    /** The next byte that continues the open character lies between these two. */
    private int least;

    private int most;

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
        StringBuilder text = new StringBuilder();
        for (byte signed : tokenizer.bytes(token)) {
            int value = signed & 0xFF;
            if (needed == 0) {
                begin(value, text);
            } else if (value >= least && value <= most) {
                proceed(value, text);
            } else {
                text.append(REPLACEMENT);
                begin(value, text);
            }
        }
        return text.toString();
    }

    /** Ends the answer: U+FFFD if a character stayed open. Afterwards the stream may start on another answer. */
    public String finish() {
        String rest = needed == 0 ? "" : String.valueOf(REPLACEMENT);
        needed = 0;
        return rest;
    }

    private void begin(int value, StringBuilder text) {
        needed = 0;
        if (value < 0x80) {
            text.append((char) value);
        } else if (value >= 0xC2 && value <= 0xDF) {
            await(1, value & 0x1F, 0x80, 0xBF);
        } else if (value >= 0xE0 && value <= 0xEF) {
            // Neither overlong forms nor halves of surrogate pairs.
            await(2, value & 0x0F, value == 0xE0 ? 0xA0 : 0x80, value == 0xED ? 0x9F : 0xBF);
        } else if (value >= 0xF0 && value <= 0xF4) {
            // Neither overlong forms nor anything above U+10FFFF.
            await(3, value & 0x07, value == 0xF0 ? 0x90 : 0x80, value == 0xF4 ? 0x8F : 0xBF);
        } else {
            text.append(REPLACEMENT);
        }
    }

    private void await(int bytes, int bits, int from, int to) {
        needed = bytes;
        open = bits;
        least = from;
        most = to;
    }

    private void proceed(int value, StringBuilder text) {
        await(needed - 1, open << 6 | (value & 0x3F), 0x80, 0xBF);
        if (needed == 0) {
            text.appendCodePoint(open);
        }
    }
}
