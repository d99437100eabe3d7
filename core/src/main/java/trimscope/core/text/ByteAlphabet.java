package trimscope.core.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The alphabet in which byte-level vocabularies spell their bytes. GPT-2 introduced it and Llama 3 kept it: printable
 * Latin-1 characters stand for themselves, the 68 other bytes for the characters from U+0100 on, in ascending order, so
 * that a vocabulary file holds no blanks and no control characters (a space is {@code Ġ}, a line break {@code Ċ}).
 */
final class ByteAlphabet {
    private static final int SIZE = 256 + 68;
    /** Byte of each character, -1 where the character is not of the alphabet. */
    private static final int[] BYTES = bytes();

    private ByteAlphabet() {}

    /**
     * The bytes that a vocabulary entry stands for. An entry with a character outside the alphabet, as an added token may
     * have, stands for its own UTF-8 bytes.
     */
    static byte[] decode(String entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(entry.length());
        for (int i = 0; i < entry.length(); i++) {
            char letter = entry.charAt(i);
            if (letter >= SIZE || BYTES[letter] < 0) {
                return entry.getBytes(StandardCharsets.UTF_8);
            }
            out.write(BYTES[letter]);
        }
        return out.toByteArray();
    }

    private static int[] bytes() {
        int[] table = new int[SIZE];
        int next = 256;
        for (int value = 0; value < 256; value++) {
            if (standsForItself(value)) {
                table[value] = value;
            } else {
                table[value] = -1;
                table[next++] = value;
            }
        }
        return table;
    }

    private static boolean standsForItself(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xAC) || (value >= 0xAE && value <= 0xFF);
    }
}
