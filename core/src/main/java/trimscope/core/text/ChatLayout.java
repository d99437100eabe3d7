package trimscope.core.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Token ids of a conversation about one picture, laid out as the chat template of Llama-3.2-Vision does (specification
 * section 5.2), but put together by hand: exactly one {@code <|begin_of_text|>}, exactly one {@code <|image|>}, and no
 * way for a user's words to end a message.
 *
 * <pre>
 * &lt;|begin_of_text|&gt;
 * &lt;|start_header_id|&gt;user&lt;|end_header_id|&gt;⏎⏎&lt;|image|&gt;first question&lt;|eot_id|&gt;
 * &lt;|start_header_id|&gt;assistant&lt;|end_header_id|&gt;⏎⏎answer&lt;|eot_id|&gt;
 * &lt;|start_header_id|&gt;user&lt;|end_header_id|&gt;⏎⏎next question&lt;|eot_id|&gt;
 * &lt;|start_header_id|&gt;assistant&lt;|end_header_id|&gt;⏎⏎
 * </pre>
 *
 * <p>(The line breaks between messages above are for the eye only.) The tokenizer sees text between two special tokens
 * as one piece. So the blank line of a later question is encoded together with the question, which matters when that
 * begins with a line break of its own, whereas {@code <|image|>} parts it from the first question.
 */
public final class ChatLayout {
    private static final String BLANK_LINE = "\n\n";

    private final Tokenizer tokenizer;
    private final int beginOfText;
    private final int image;
    private final int endOfTurn;
    private final int[] userHeader;
    private final int[] answerHeader;
    private final int[] blankLine;
    private final int[] stops;

    /** @param tokenizer must stay open as long as the layout is used */
    public ChatLayout(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        beginOfText = tokenizer.special(Tokenizer.BEGIN_OF_TEXT);
        image = tokenizer.special(Tokenizer.IMAGE);
        endOfTurn = tokenizer.special(Tokenizer.END_OF_TURN);
        blankLine = tokenizer.encode(BLANK_LINE);
        userHeader = header("user");
        answerHeader = IntStream.concat(Arrays.stream(header("assistant")), Arrays.stream(blankLine))
                .toArray();
        stops = List.of(Tokenizer.END_OF_TEXT, Tokenizer.END_OF_MESSAGE, Tokenizer.END_OF_TURN).stream()
                .flatMapToInt(stop -> tokenizer.findSpecial(stop).stream())
                .toArray();
    }

    /**
     * Ids of a whole conversation up to where the next answer begins.
     *
     * @param earlier finished turns, oldest first
     * @param question the question to answer, as the user wrote it; not trimmed
     */
    public int[] prompt(List<Turn> earlier, String question) {
        IntStream.Builder ids = IntStream.builder();
        ids.add(beginOfText);
        add(ids, userHeader);
        add(ids, blankLine);
        ids.add(image);
        add(ids, tokenizer.encode(earlier.isEmpty() ? question : earlier.get(0).question()));
        add(ids, endOfQuestion());
        for (int i = 0; i < earlier.size(); i++) {
            add(ids, withoutStop(earlier.get(i).answerTokens()));
            ids.add(endOfTurn);
            add(ids, continuation(i + 1 < earlier.size() ? earlier.get(i + 1).question() : question));
        }
        return ids.build().toArray();
    }

    /**
     * Ids that follow a finished answer and its {@link #endOfTurn}: from the {@code <|start_header_id|>} of the next user
     * message to the blank line after the assistant's header.
     */
    public int[] continuation(String question) {
        IntStream.Builder ids = IntStream.builder();
        add(ids, userHeader);
        add(ids, tokenizer.encode(BLANK_LINE + question));
        add(ids, endOfQuestion());
        return ids.build().toArray();
    }

    /** Id of {@code <|eot_id|>}, which closes every message. */
    public int endOfTurn() {
        return endOfTurn;
    }

    private int[] header(String role) {
        IntStream.Builder ids = IntStream.builder();
        ids.add(tokenizer.special(Tokenizer.START_HEADER));
        add(ids, tokenizer.encode(role));
        ids.add(tokenizer.special(Tokenizer.END_HEADER));
        return ids.build().toArray();
    }

    private int[] endOfQuestion() {
        return IntStream.concat(IntStream.of(endOfTurn), Arrays.stream(answerHeader))
                .toArray();
    }

    private int[] withoutStop(List<Integer> answer) {
        int last = answer.isEmpty() ? -1 : answer.get(answer.size() - 1);
        boolean stopped = Arrays.stream(stops).anyMatch(stop -> stop == last);
        return answer.stream()
                .limit(stopped ? answer.size() - 1 : answer.size())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void add(IntStream.Builder ids, int[] more) {
        for (int id : more) {
            ids.add(id);
        }
    }
}
