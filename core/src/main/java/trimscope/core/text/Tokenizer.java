package trimscope.core.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.CheckpointException;

/**
 * Text to token ids and back, from a checkpoint's tokenizer.json (specification section 5).
 *
 * <p>Encoding is done by DJL's Hugging Face tokenizers, by an instance that knows no added tokens: so no user text can
 * become a special token, and the frame around the messages is put in by {@link ChatLayout}. Decoding is done here from
 * the vocabulary's bytes, because a stream must know where a character ends.
 *
 * <p>Close it to free the native instance. Encoding may be called from several threads.
 */
public final class Tokenizer implements AutoCloseable {
    static final String BEGIN_OF_TEXT = "<|begin_of_text|>";
    static final String END_OF_TEXT = "<|end_of_text|>";
    static final String START_HEADER = "<|start_header_id|>";
    static final String END_HEADER = "<|end_header_id|>";
    static final String END_OF_MESSAGE = "<|eom_id|>";
    static final String END_OF_TURN = "<|eot_id|>";
    static final String IMAGE = "<|image|>";

    private static final List<String> NEEDED = List.of(BEGIN_OF_TEXT, START_HEADER, END_HEADER, END_OF_TURN, IMAGE);
    private static final Map<String, String> NOTHING_ADDED =
            Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

    static {
        OfflineDjl.enforce();
    }

    private final HuggingFaceTokenizer plain;
    private final Map<String, Integer> specials;
    private final BitSet specialIds = new BitSet();
    private final byte[] @Nullable [] bytes;

    private Tokenizer(HuggingFaceTokenizer plain, TokenizerFile file) {
        this.plain = plain;
        specials = Map.copyOf(file.specials());
        specials.values().forEach(specialIds::set);
        int last = file.entries().keySet().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(-1);
        bytes = new byte[last + 1][];
        file.entries().forEach((id, entry) -> bytes[id] = ByteAlphabet.decode(entry));
    }

    /**
     * Opens the tokenizer.json of a checkpoint folder.
     *
     * @throws CheckpointException if the file is missing, broken, or lacks a token of the chat layout
     */
    public static Tokenizer open(Path folder) throws CheckpointException {
        Path path = folder.resolve("tokenizer.json");
        TokenizerFile file = TokenizerFile.read(path);
        for (String needed : NEEDED) {
            if (!file.specials().containsKey(needed)) {
                throw new CheckpointException(path + ": the special token " + needed + " is missing");
            }
        }
        byte[] json = file.withoutAddedTokens().getBytes(StandardCharsets.UTF_8);
        try {
            return new Tokenizer(HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), NOTHING_ADDED), file);
        } catch (IOException | RuntimeException e) {
            // DJL hands on what the native parser objects to as a bare RuntimeException.
            throw new CheckpointException(path + ": is no usable tokenizer (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Ids of a text in which nothing is special: {@code <|eot_id|>} is eight characters like any others.
     *
     * @param userText any text; halves of surrogate pairs become question marks
     */
    public int[] encode(String userText) {
        String wellFormed = new String(userText.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        long[] ids = plain.encode(wellFormed, false, false).getIds();
        int[] result = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            result[i] = Math.toIntExact(ids[i]);
        }
        return result;
    }

    /**
     * Id of a special token.
     *
     * @throws IllegalArgumentException if the vocabulary has none of that content
     */
    public int special(String content) {
        return findSpecial(content)
                .orElseThrow(() -> new IllegalArgumentException("there is no special token " + content));
    }

    /** Id of a special token, if the vocabulary has one of that content. */
    public OptionalInt findSpecial(String content) {
        Integer id = specials.get(content);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Whether the id is that of a special token. */
    public boolean isSpecial(int id) {
        return id >= 0 && specialIds.get(id);
    }

    /** Text of the ids. Special and unknown ids are skipped, bytes that form no character become U+FFFD. */
    public String decode(int[] ids) {
        TextStream stream = stream();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(stream.push(id));
        }
        return text.append(stream.finish()).toString();
    }

    /** A new stream for one answer. */
    public TextStream stream() {
        return new TextStream(this);
    }

    /**
     * What to show for one id by itself: its text, a special token in full, and each byte that is only part of a
     * character as {@code <0xF0>}. An id that the vocabulary lacks, as a model with spare rows may choose, is shown as
     * {@code <token 128300>}.
     */
    public String piece(int id) {
        byte[] own = known(id);
        if (own == null) {
            return "<token " + id + ">";
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(own);
        CharBuffer text = CharBuffer.allocate(own.length);
        StringBuilder shown = new StringBuilder();
        while (true) {
            CoderResult result = decoder.decode(in, text, true);
            shown.append(text.flip());
            text.clear();
            if (!result.isError()) {
                return shown.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                shown.append("<0x")
                        .append(HexFormat.of().withUpperCase().toHexDigits(in.get()))
                        .append('>');
            }
        }
    }

    /** UTF-8 bytes that the id adds to the text; none for special and unknown ids. */
    byte[] bytes(int id) {
        byte[] own = isSpecial(id) ? null : known(id);
        return own == null ? new byte[0] : own;
    }

    @Override
    public void close() {
        plain.close();
    }

    private byte @Nullable [] known(int id) {
        return id >= 0 && id < bytes.length ? bytes[id] : null;
    }
}
