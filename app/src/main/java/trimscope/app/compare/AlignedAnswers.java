package trimscope.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.TokenKind;
import trimscope.app.exploration.Word;
import trimscope.core.evaluation.Alignment;

/** Two answers cut into words or tokens, what is equal side by side; what differs at the same place stands side by side too. */
record AlignedAnswers(List<AlignedCell> cells) {
    static final AlignedAnswers NONE = new AlignedAnswers(List.of());

    AlignedAnswers {
        cells = List.copyOf(cells);
    }

    /** Token by token, stop tokens included. */
    static AlignedAnswers byToken(Run first, Run second) {
        return of(
                generated(first).stream().map(token -> new Word(List.of(token))).toList(),
                generated(second).stream()
                        .map(token -> new Word(List.of(token)))
                        .toList());
    }

    /** Word by word. */
    static AlignedAnswers byWord(Run first, Run second) {
        return of(Word.of(generated(first)), Word.of(generated(second)));
    }

    /** The first cell whose sides differ; empty if the answers are the same. */
    OptionalInt firstDivergence() {
        return IntStream.range(0, cells.size())
                .filter(i -> !cells.get(i).equal())
                .findFirst();
    }

    private static AlignedAnswers of(List<Word> first, List<Word> second) {
        Alignment alignment = Alignment.of(
                first.stream().map(AlignedAnswers::ids).toList(),
                second.stream().map(AlignedAnswers::ids).toList());
        List<AlignedCell> cells = new ArrayList<>();
        List<Word> onlyFirst = new ArrayList<>();
        List<Word> onlySecond = new ArrayList<>();
        for (Alignment.Pair pair : alignment.pairs()) {
            if (pair.equal()) {
                flush(cells, onlyFirst, onlySecond);
                cells.add(new AlignedCell(
                        Optional.of(first.get(pair.first().getAsInt())),
                        Optional.of(second.get(pair.second().getAsInt())),
                        true));
            } else {
                pair.first().ifPresent(at -> onlyFirst.add(first.get(at)));
                pair.second().ifPresent(at -> onlySecond.add(second.get(at)));
            }
        }
        flush(cells, onlyFirst, onlySecond);
        return new AlignedAnswers(cells);
    }

    /** What only one answer has, between two things that both have. */
    private static void flush(List<AlignedCell> cells, List<Word> first, List<Word> second) {
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            cells.add(new AlignedCell(at(first, i), at(second, i), false));
        }
        first.clear();
        second.clear();
    }

    private static Optional<Word> at(List<Word> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    private static List<Integer> ids(Word word) {
        return word.tokens().stream().map(SequenceToken::id).toList();
    }

    private static List<SequenceToken> generated(Run run) {
        return run.tokens().stream()
                .filter(token -> token.isAnswer() || token.kind() == TokenKind.STOP)
                .toList();
    }
}
