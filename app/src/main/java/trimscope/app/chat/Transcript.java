package trimscope.app.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.exploration.SequenceToken;
import trimscope.core.chat.Costs;

/** A run as people read it: who said what, and what there is to say about the answer. */
final class Transcript {
    private static final String HEADER_START = "<|start_header_id|>";
    private static final String HEADER_END = "<|end_header_id|>";
    private static final String TURN_END = "<|eot_id|>";

    private Transcript() {}

    /** The tokens of the earlier answers, one list a turn, found by the layout's headers; none before the prefill. */
    static List<List<SequenceToken>> earlierAnswers(Run run) {
        List<List<SequenceToken>> answers = new ArrayList<>();
        StringBuilder role = new StringBuilder();
        List<SequenceToken> content = new ArrayList<>();
        boolean inHeader = false;
        for (SequenceToken token : run.tokens()) {
            switch (token.text()) {
                case HEADER_START -> {
                    role.setLength(0);
                    inHeader = true;
                }
                case HEADER_END -> {
                    content = new ArrayList<>();
                    inHeader = false;
                }
                case TURN_END -> {
                    if (role.toString().equals("assistant")
                            && answers.size() < run.said().size()) {
                        answers.add(content);
                    }
                }
                default -> {
                    if (inHeader) {
                        role.append(token.text());
                    } else if (!content.isEmpty() || !token.text().isBlank()) {
                        content.add(token);
                    }
                }
            }
        }
        return answers;
    }

    /** The line under an answer. */
    static String footnote(Run run) {
        RunState state = run.state();
        int count = run.answerTokens().size();
        return switch (state) {
            case WAITING -> "reading the question …";
            case ANSWERING -> "";
            case FAILED -> run.failure();
            case ANSWERED, STOPPED ->
                (state == RunState.STOPPED ? "stopped · " : "")
                        + count
                        + (count == 1 ? " token" : " tokens")
                        + run.costsProperty().get().map(Transcript::pace).orElse("")
                        + comparison(run);
        };
    }

    /** Where the answer leaves the one with all visual tokens; empty if it does not, or nothing is there to compare. */
    static OptionalInt divergence(Run run) {
        Optional<Run> full = run.picture().baseline(run).filter(other -> other != run);
        return full.isEmpty() || run.state() != RunState.ANSWERED ? OptionalInt.empty() : run.divergence(full.get());
    }

    private static String pace(Costs costs) {
        return String.format(Locale.ROOT, " · %.1f ms each", costs.millisPerToken());
    }

    private static String comparison(Run run) {
        Optional<Run> full = run.picture().baseline(run).filter(other -> other != run);
        if (full.isEmpty() || run.state() != RunState.ANSWERED) {
            return "";
        }
        OptionalInt parting = run.divergence(full.get());
        if (parting.isEmpty()) {
            return " · same words as the full run";
        }
        return " · differs from the full run: " + word(run, parting.getAsInt()) + " instead of "
                + word(full.get(), parting.getAsInt());
    }

    private static String word(Run run, int index) {
        List<SequenceToken> tokens = run.answerTokens();
        return index < tokens.size() ? "“" + tokens.get(index).text().strip() + "”" : "the end";
    }
}
