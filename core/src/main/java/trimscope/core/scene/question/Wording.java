package trimscope.core.scene.question;

import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Catalog;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;
import trimscope.core.scene.Sign;
import trimscope.core.scene.Thing;
import trimscope.core.scene.Visible;

/** The turns of phrase that all questions and answers share. Those that begin with a blank continue a sentence. */
final class Wording {

    private Wording() {}

    /** "a cat", "an owl". */
    static String withArticle(String name) {
        return article(name) + " " + name;
    }

    static String article(String name) {
        return "aeiou".indexOf(name.charAt(0)) >= 0 ? "an" : "a";
    }

    /** " a cat". */
    static Phrase aThing(Thing thing) {
        return Phrase.of(" " + withArticle(thing.name()), List.of(thing));
    }

    /** " at the top left". */
    static Phrase atPlace(Scene scene, Visible visible) {
        return Phrase.of(" at the " + scene.place(visible).label(), List.of(visible));
    }

    /** " a sign that says STOP". */
    static Phrase aSign(Sign sign) {
        return Phrase.of(" a sign that says " + sign.text(), List.of(sign));
    }

    /** " cat", about every cat there is. */
    static Phrase kind(Scene scene, int kind) {
        return about(name(kind), scene.things(kind));
    }

    /** " cats", about every cat there is. */
    static Phrase kinds(Scene scene, int kind) {
        return about(Catalog.KINDS.get(kind).plural(), scene.things(kind));
    }

    static Phrase about(String word, Collection<? extends Visible> visible) {
        return Phrase.of(" " + word, visible);
    }

    static String name(int kind) {
        return Catalog.KINDS.get(kind).name();
    }

    static String plural(int kind) {
        return Catalog.KINDS.get(kind).plural();
    }

    /** A kind to ask about: with the given probability that of a thing in the scene, else any. */
    static int someKind(Scene scene, RandomGenerator random, double present) {
        List<Thing> objects = scene.objects();
        return !objects.isEmpty() && Draw.chance(random, present)
                ? Draw.one(random, objects).kind()
                : random.nextInt(Catalog.KINDS.size());
    }
}
