package trimscope.app.exploration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.Question;
import trimscope.app.inference.RunId;
import trimscope.app.inference.TokenFigures;
import trimscope.core.chat.Costs;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.GenerationStep;
import trimscope.core.chat.Prefill;
import trimscope.core.chat.PromptToken;
import trimscope.core.chat.Trimming;
import trimscope.core.chat.WantedTokens;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.text.Turn;

/** One answer with its picture, keep ratio, tokens, costs and state. Changed only by what the worker reports. */
public final class Run {
    private static final int LONG_WORD = 4;

    private final LibraryPicture picture;
    private final Question question;
    private final List<Said> said;
    private final ReadOnlyObjectWrapper<RunState> state = new ReadOnlyObjectWrapper<>(RunState.WAITING);
    private final ReadOnlyObjectWrapper<Optional<Prefill>> prefill = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Costs>> costs = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<WantedTokens>> wanted = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<SequenceToken> tokens = FXCollections.observableArrayList();
    private final ObservableList<SequenceToken> readOnlyTokens = FXCollections.unmodifiableObservableList(tokens);
    private final ObservableMap<Integer, TokenFigures> figures = FXCollections.observableHashMap();
    private final ObservableMap<Integer, TokenFigures> readOnlyFigures =
            FXCollections.unmodifiableObservableMap(figures);
    private final StringBuilder answer = new StringBuilder();
    private List<Turn> conversation = List.of();
    private OptionalLong peakBytes = OptionalLong.empty();
    private String failure = "";

    Run(LibraryPicture picture, Question question, List<Said> said) {
        this.picture = picture;
        this.question = question;
        this.said = List.copyOf(said);
    }

    RunId id() {
        return question.run();
    }

    Question asked() {
        return question;
    }

    public LibraryPicture picture() {
        return picture;
    }

    public String question() {
        return question.text();
    }

    /** The turns before this one. */
    public List<Said> said() {
        return said;
    }

    /** Keep ratio per head in percent; 100 keeps every token. */
    public int percent() {
        return (int) Math.round(100 * trimming().ratio());
    }

    /** What was trimmed, and how. */
    public Trimming trimming() {
        return question.settings().trimming();
    }

    /** Whether nothing was trimmed. */
    public boolean isFull() {
        return trimming().isOff();
    }

    /** What a chip says: {@code full}, {@code 25 %} or {@code 10 % · grid}. */
    public String label() {
        Trimming trimming = trimming();
        if (trimming.isOff()) {
            return "full";
        }
        String rule = trimming.rule() instanceof TrimmedLlama ? "" : " · " + RuleNames.brief(trimming.rule());
        boolean first = trimming.firstLayerCache() == Trimming.FirstLayerCache.TRIMMED;
        String painted = trimming.mask().isEmpty() ? "" : " · painted";
        return percent() + " %" + rule + (first ? " · first layer too" : "") + painted + laterTurns();
    }

    /** What a follow-up may look at, if that is not what the answer before it could. */
    private String laterTurns() {
        if (question.follows().isEmpty()) {
            return "";
        }
        return switch (trimming().laterTurns()) {
            case FIRST_SELECTION -> "";
            case SELECT_ANEW -> " · selected anew";
            case NO_TRIMMING -> " · later turns full";
        };
    }

    public ReadOnlyObjectProperty<RunState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public RunState state() {
        return state.get();
    }

    /** What the question's reading brought: kept tokens and the scores that choose them. */
    public ReadOnlyObjectProperty<Optional<Prefill>> prefillProperty() {
        return prefill.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Costs>> costsProperty() {
        return costs.getReadOnlyProperty();
    }

    /** Most main memory that the program held while the answer came; empty where that cannot be measured. */
    public OptionalLong peakBytes() {
        return peakBytes;
    }

    /** What a follow-up would select from the full picture; empty if nothing was trimmed, and until it is computed. */
    public ReadOnlyObjectProperty<Optional<WantedTokens>> wantedProperty() {
        return wanted.getReadOnlyProperty();
    }

    /** The whole sequence so far, prompt then answer. */
    public ObservableList<SequenceToken> tokens() {
        return readOnlyTokens;
    }

    /** Figures by position in the sequence; they come after the answer. */
    public ObservableMap<Integer, TokenFigures> figures() {
        return readOnlyFigures;
    }

    /** Figures of one token. */
    public Optional<TokenFigures> figures(SequenceToken token) {
        return Optional.ofNullable(figures.get(token.position()));
    }

    /** The answer's text so far. */
    public String answer() {
        return answer.toString();
    }

    /** One sentence if the run failed, else empty. */
    public String failure() {
        return failure;
    }

    /** The answer's tokens so far, its stop token left out. */
    public List<SequenceToken> answerTokens() {
        return tokens.stream().filter(SequenceToken::isAnswer).toList();
    }

    /** Whether both answer the same question after the same conversation about the same picture. */
    public boolean answersSameAs(Run other) {
        return picture == other.picture
                && question.text().equals(other.question.text())
                && question.earlier().equals(other.question.earlier());
    }

    /** The first place among the answer's tokens where two runs part; empty if they agree. */
    public OptionalInt divergence(Run other) {
        List<SequenceToken> mine = answerTokens();
        List<SequenceToken> theirs = other.answerTokens();
        for (int i = 0; i < Math.max(mine.size(), theirs.size()); i++) {
            if (i >= mine.size()
                    || i >= theirs.size()
                    || mine.get(i).id() != theirs.get(i).id()) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The answer's word that looks most distinctly at something of its own; empty until its figures are there. */
    public Optional<SequenceToken> mostTelling() {
        return tokens.stream()
                .filter(token -> token.isAnswer() && figures.containsKey(token.position()))
                .max(Comparator.comparing(Run::isLongWord)
                        .thenComparing(token ->
                                figures(token).map(TokenFigures::distinctness).orElse(0.0)));
    }

    /** Short words seldom name a thing. */
    private static boolean isLongWord(SequenceToken token) {
        return token.text().strip().length() >= LONG_WORD;
    }

    /** The conversation with this answer, for the next question. */
    List<Turn> conversation() {
        return conversation;
    }

    List<Said> saidWithThis() {
        List<Said> all = new ArrayList<>(said);
        all.add(new Said(question(), answer().strip()));
        return all;
    }

    void prefilled(Prefill read) {
        List<SequenceToken> prompt = new ArrayList<>();
        for (PromptToken token : read.tokens()) {
            TokenKind kind =
                    !token.seesPicture() ? TokenKind.UNSEEING : token.special() ? TokenKind.LAYOUT : TokenKind.PROMPT;
            prompt.add(new SequenceToken(prompt.size(), token.id(), token.text(), kind, OptionalDouble.empty()));
        }
        tokens.setAll(prompt);
        prefill.set(Optional.of(read));
        state.set(RunState.ANSWERING);
    }

    void stepped(GenerationStep step) {
        answer.append(step.text());
        tokens.add(new SequenceToken(
                tokens.size(),
                step.token(),
                step.piece(),
                step.stop() ? TokenKind.STOP : TokenKind.ANSWER,
                OptionalDouble.of(step.probability())));
    }

    void finished(InferenceEvent.Finished end) {
        conversation = end.conversation();
        peakBytes = end.peakBytes();
        costs.set(Optional.of(end.costs()));
        state.set(end.reason() == FinishReason.CANCELLED ? RunState.STOPPED : RunState.ANSWERED);
    }

    void wanted(WantedTokens tokens) {
        wanted.set(Optional.of(tokens));
    }

    void measured(int index, TokenFigures measured) {
        prefill.get().ifPresent(read -> figures.put(read.tokens().size() + index, measured));
    }

    void failed(String sentence) {
        failure = sentence;
        state.set(RunState.FAILED);
    }
}
