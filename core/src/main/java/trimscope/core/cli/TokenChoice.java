package trimscope.core.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import trimscope.core.chat.GenerationStep;

/** Which tokens of an answer a person means by a number or a word. */
final class TokenChoice {
    private static final int IGNORE_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final List<GenerationStep> steps;
    private final String answer;
    /** Where each token's text begins in the answer, and, last, where the answer ends. */
    private final int[] begins;

    /** @param steps a whole answer, which has at least one token */
    TokenChoice(List<GenerationStep> steps) {
        this.steps = steps;
        StringBuilder text = new StringBuilder();
        begins = new int[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            text.append(steps.get(i).text());
            begins[i + 1] = text.length();
        }
        answer = text.toString();
    }

    /** All tokens of the answer but the stop token; that one if there is no other. */
    List<Integer> all() {
        List<Integer> words = steps.stream()
                .filter(step -> !step.stop())
                .map(GenerationStep::index)
                .toList();
        return words.isEmpty() ? List.of(0) : words;
    }

    /**
     * The token of that number, counted from 0, or else the tokens of the first such word; a part of a word if there is no
     * whole one.
     *
     * @throws CommandFailure if the answer has neither
     */
    List<Integer> named(String said) throws CommandFailure {
        Optional<Integer> number = number(said);
        if (number.isPresent()) {
            return List.of(number.get());
        }
        String quoted = Pattern.quote(said.strip());
        Matcher whole = Pattern.compile("(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])", IGNORE_CASE)
                .matcher(answer);
        if (whole.find() && whole.end() > whole.start()) {
            return between(whole.start(), whole.end());
        }
        Matcher part = Pattern.compile(quoted, IGNORE_CASE).matcher(answer);
        if (part.find() && part.end() > part.start()) {
            return between(part.start(), part.end());
        }
        throw new CommandFailure("The answer \"" + answer + "\" has no token or word \"" + said
                + "\" to show; its tokens are 0 to " + (steps.size() - 1) + ".");
    }

    private Optional<Integer> number(String said) {
        try {
            int number = Integer.parseInt(said.strip());
            return number >= 0 && number < steps.size() ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Tokens with a character, or with the first bytes of a character, in the range. */
    private List<Integer> between(int from, int to) {
        return IntStream.range(0, steps.size())
                .filter(i -> begins[i] < to && end(i) > from)
                .boxed()
                .toList();
    }

    /** Where a token's text ends; a token that only opens a character has none and ends with the one that completes it. */
    private int end(int token) {
        boolean opens = begins[token + 1] == begins[token] && token + 1 < steps.size();
        return opens ? end(token + 1) : begins[token + 1];
    }
}
