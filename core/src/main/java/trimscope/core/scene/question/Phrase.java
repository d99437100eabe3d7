package trimscope.core.scene.question;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import trimscope.core.scene.Visible;

/**
 * Words, and what in the scene they speak of.
 *
 * @param about without repetition, in the order of the words
 */
record Phrase(String text, List<Visible> about) {

    private static final String GAP = "{}";

    Phrase {
        about = List.copyOf(about);
    }

    static Phrase of(String text) {
        return new Phrase(text, List.of());
    }

    static Phrase of(String text, Collection<? extends Visible> about) {
        return new Phrase(text, List.copyOf(about));
    }

    /** The template with its gaps, each written {@code {}}, filled from left to right. */
    static Phrase fill(String template, Phrase... fillings) {
        Phrase filled = of("");
        int from = 0;
        for (Phrase filling : fillings) {
            int gap = template.indexOf(GAP, from);
            filled = filled.plus(template.substring(from, gap)).plus(filling);
            from = gap + GAP.length();
        }
        return filled.plus(template.substring(from));
    }

    /** " a cat", " a dog" and " an owl" as " a cat, a dog and an owl". */
    static Phrase listed(List<Phrase> parts) {
        Phrase listed = parts.get(0);
        int last = parts.size() - 1;
        for (int i = 1; i <= last; i++) {
            listed = listed.plus(i == last ? " and" : ",").plus(parts.get(i));
        }
        return listed;
    }

    Phrase plus(String more) {
        return new Phrase(text + more, about);
    }

    Phrase plus(Phrase more) {
        Set<Visible> both = new LinkedHashSet<>(about);
        both.addAll(more.about);
        return new Phrase(text + more.text, List.copyOf(both));
    }

    /** The same without its first letters. */
    Phrase from(int letter) {
        return new Phrase(text.substring(letter), about);
    }
}
