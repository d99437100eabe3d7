package trimscope.core.scene.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Catalog;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;
import trimscope.core.scene.Thing;

/** Questions whether something is there, how many there are, and which of a category. */
final class CountQuestions {

    private static final List<String> IS_THERE = List.of(
            "Is there {}{}?",
            "Is there {}{} in the image?",
            "Do you see {}{}?",
            "Can you see {}{}?",
            "Is there {}{} in the picture?",
            "Are there {}{}?");

    private static final List<String> COUNT_ALL = List.of(
            "How many objects are there?",
            "How many things are in the picture?",
            "Count the objects.",
            "How many objects do you see?");

    private static final List<String> COUNT = List.of(
            "How many{} are there?",
            "How many{} do you see?",
            "Count the{}.",
            "How many{} can you see?",
            "How many{} are in the picture?");

    private static final List<String> WHICH = List.of(
            "Which {} are there?",
            "What {} do you see?",
            "Name the {}.",
            "What {} are in the picture?",
            "List the {}.");

    /** Categories as often as they are asked for, each with its plural. */
    private static final List<Category> CATEGORIES = List.of(
            new Category("animal", "animals"),
            new Category("food", "foods"),
            new Category("vehicle", "vehicles"),
            new Category("plant", "plants"),
            new Category("animal", "animals"));

    private record Category(String name, String plural) {}

    private CountQuestions() {}

    static Optional<Exchange> isThere(Scene scene, RandomGenerator random) {
        int kind = Wording.someKind(scene, random, 0.5);
        String template = Draw.one(random, IS_THERE);
        Phrase question = template.startsWith("Are")
                ? Phrase.fill(template, Phrase.of("any"), Wording.kinds(scene, kind))
                : Phrase.fill(template, Phrase.of(Wording.article(Wording.name(kind))), Wording.kind(scene, kind));
        return Optional.of(scene.readingOrder().stream()
                .filter(thing -> thing.kind() == kind)
                .findFirst()
                .map(thing -> new Exchange(question, yes(scene, thing)))
                .orElseGet(() -> Exchange.of(question, "No, there is no " + Wording.name(kind) + ".")));
    }

    private static Phrase yes(Scene scene, Thing thing) {
        return Phrase.fill("Yes, there is{}{}.", Wording.aThing(thing), Wording.atPlace(scene, thing));
    }

    static Optional<Exchange> count(Scene scene, RandomGenerator random) {
        if (Draw.chance(random, 0.3)) {
            Phrase question = Phrase.of(Draw.one(random, COUNT_ALL));
            return Optional.of(new Exchange(question, thereAre(scene.objects(), "object", "objects")));
        }
        int kind = Wording.someKind(scene, random, 0.85);
        Phrase question = Phrase.fill(Draw.one(random, COUNT), Wording.kinds(scene, kind));
        List<Thing> found = scene.things(kind);
        if (found.isEmpty()) {
            return Optional.of(Exchange.of(question, "There are no " + Wording.plural(kind) + "."));
        }
        return Optional.of(new Exchange(question, thereAre(found, Wording.name(kind), Wording.plural(kind))));
    }

    private static Phrase thereAre(List<Thing> found, String singular, String plural) {
        boolean one = found.size() == 1;
        String text = (one ? "There is " : "There are ") + found.size() + " " + (one ? singular : plural) + ".";
        return Phrase.of(text, found);
    }

    static Optional<Exchange> category(Scene scene, RandomGenerator random) {
        Category category = Draw.one(random, CATEGORIES);
        Phrase question = Phrase.fill(Draw.one(random, WHICH), Phrase.of(category.plural));
        List<Phrase> first = new ArrayList<>();
        Set<Integer> named = new HashSet<>();
        for (Thing thing : scene.readingOrder()) {
            boolean member = Catalog.KINDS.get(thing.kind()).category().equals(category.name);
            if (member && named.add(thing.kind())) {
                first.add(Wording.aThing(thing));
            }
        }
        if (first.isEmpty()) {
            return Optional.of(Exchange.of(question, "There are no " + category.plural + "."));
        }
        Phrase start = Phrase.of("There " + (first.size() == 1 ? "is" : "are"));
        return Optional.of(
                new Exchange(question, start.plus(Phrase.listed(first)).plus(".")));
    }
}
