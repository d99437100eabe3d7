package trimscope.app.exploration;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import trimscope.app.inference.PatchMass;
import trimscope.app.inference.PatchQuery;

/** From picture to text: which words look at the selected patches, and in which layers and heads. */
public final class PatchGaze {
    /**
     * Where a word looks at the patches most.
     *
     * @param share of the word's attention on the patches, in that layer and head; the mean over its tokens
     */
    public record Look(Word word, int layer, int head, double share) {}

    private final Consumer<PatchQuery> worker;
    private final ObservableMap<Integer, PatchMass> masses = FXCollections.observableHashMap();
    private final ObservableMap<Integer, PatchMass> readOnly = FXCollections.unmodifiableObservableMap(masses);
    private Optional<Run> run = Optional.empty();
    private Set<Integer> patches = Set.of();
    private Optional<PatchQuery> asked = Optional.empty();

    PatchGaze(Consumer<PatchQuery> worker) {
        this.worker = worker;
    }

    /** Attention on the patches by position in the sequence; filled token by token. */
    public ObservableMap<Integer, PatchMass> masses() {
        return readOnly;
    }

    /** How many patches are looked at. */
    public int patches() {
        return patches.size();
    }

    /** Each token's mean attention on the patches over the chosen layers and heads, against that of the token with most. */
    public Map<Integer, Double> relative(HeadChoice choice) {
        Map<Integer, Double> means = new HashMap<>();
        masses.forEach((position, mass) -> means.put(position, mass.mean(choice.layers(), choice.heads())));
        double most =
                means.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (most > 0) {
            means.replaceAll((position, mean) -> mean / most);
        }
        return means;
    }

    /** The answer's words that look at the patches most, each in its strongest layer and head; punctuation says nothing. */
    public List<Look> strongest(int count) {
        return run.map(shown -> Word.of(shown.answerTokens()).stream()
                        .filter(word -> word.isSpoken() && masses.keySet().containsAll(word.positions()))
                        .map(this::strongest)
                        .sorted(Comparator.comparingDouble(Look::share).reversed())
                        .limit(count)
                        .toList())
                .orElse(List.of());
    }

    private Look strongest(Word word) {
        List<PatchMass> pieces = word.positions().stream()
                .flatMap(position -> Optional.ofNullable(masses.get(position)).stream())
                .toList();
        Look best = new Look(word, pieces.get(0).layers().get(0), 0, -1);
        for (int layer : pieces.get(0).layers()) {
            for (int head = 0; head < pieces.get(0).shares().get(0).size(); head++) {
                double share = share(pieces, layer, head);
                if (share > best.share()) {
                    best = new Look(word, layer, head, share);
                }
            }
        }
        return best;
    }

    private static double share(List<PatchMass> pieces, int layer, int head) {
        return pieces.stream()
                .mapToDouble(mass -> mass.share(layer, head))
                .average()
                .orElse(0);
    }

    /** Turns to another run or other patches. */
    void follow(Optional<Run> nextRun, Set<Integer> nextPatches) {
        run = nextRun;
        patches = Set.copyOf(nextPatches);
        asked = Optional.empty();
        masses.clear();
        refresh();
    }

    /** Asks for the tokens that are there and not known yet. */
    void refresh() {
        if (run.isEmpty() || patches.isEmpty()) {
            return;
        }
        List<Integer> unknown = run.get().tokens().stream()
                .filter(SequenceToken::seesPicture)
                .map(SequenceToken::position)
                .filter(position -> !masses.containsKey(position))
                .toList();
        Optional<PatchQuery> query =
                Optional.of(new PatchQuery(run.get().id(), patches, unknown)).filter(wanted -> !unknown.isEmpty());
        if (query.isPresent() && !query.equals(asked)) {
            asked = query;
            worker.accept(query.get());
        }
    }

    void accept(PatchMass mass) {
        boolean current =
                run.map(shown -> shown.id().equals(mass.query().run())).orElse(false)
                        && patches.equals(mass.query().patches());
        if (current) {
            masses.put(mass.position(), mass);
        }
    }
}
