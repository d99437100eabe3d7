package trimscope.core.scene.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;

/** Several different questions about one scene, as the recipe mixes them. */
public final class Conversation {

    /** How the questions are spelled. */
    public enum Spelling {
        /** With capitals and marks. */
        TEXTBOOK,
        /** As people type: now and then without the capital or the final mark. */
        TYPED
    }

    private Conversation() {}

    /** That many turns; none asks the same twice. */
    public static List<QuestionAnswer> about(Scene scene, RandomGenerator random, int turns, Spelling spelling) {
        List<QuestionAnswer> conversation = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (conversation.size() < turns) {
            QuestionKind kind = kind(random);
            if (kind == QuestionKind.SIGN && scene.sign().isEmpty() && Draw.chance(random, 0.7)) {
                continue;
            }
            Optional<QuestionAnswer> next = kind.ask(scene, random).filter(turn -> seen.add(turn.question()));
            next.map(turn -> spelling == Spelling.TYPED ? turn.spelled(typed(turn.question(), random)) : turn)
                    .ifPresent(conversation::add);
        }
        return conversation;
    }

    /** A kind by weight. */
    private static QuestionKind kind(RandomGenerator random) {
        double total = 0;
        for (QuestionKind kind : QuestionKind.values()) {
            total += kind.weight();
        }
        double at = random.nextDouble() * total;
        double passed = 0;
        for (QuestionKind kind : QuestionKind.values()) {
            passed += kind.weight();
            if (at < passed) {
                return kind;
            }
        }
        return QuestionKind.STRAY;
    }

    private static String typed(String question, RandomGenerator random) {
        String typed = question;
        if (Draw.chance(random, 0.12)) {
            typed = typed.substring(0, 1).toLowerCase(Locale.ROOT) + typed.substring(1);
        }
        return Draw.chance(random, 0.1) ? typed.replaceAll("[?.!]+$", "") : typed;
    }
}
