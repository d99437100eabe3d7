package trimscope.core.scene.question;

import static trimscope.core.scene.question.Wording.aSign;
import static trimscope.core.scene.question.Wording.aThing;
import static trimscope.core.scene.question.Wording.atPlace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Place;
import trimscope.core.scene.Scene;
import trimscope.core.scene.Thing;

/** Questions that places answer, or that ask what is at a place. */
final class PlaceQuestions {

    private static final List<String> WHERE = List.of(
            "Where is the{}?",
            "Where is the{}?",
            "Where is the{}?",
            "Where's the{}?",
            "In which part of the image is the{}?",
            "Find the{}.",
            "Where can I find the{}?",
            "Where do you see the{}?",
            "Locate the{}.",
            "Show me the{}.");

    private static final List<String> WHAT_AT = List.of(
            "What is at the {}?",
            "What is at the {}?",
            "What do you see at the {}?",
            "What's in the {}?",
            "What is in the {}?",
            "Which object is at the {}?",
            "What can you see in the {}?");

    private static final List<String> DESCRIBE = List.of(
            "Describe the image.",
            "Describe the picture.",
            "What is in the image?",
            "What do you see?",
            "Describe this image in detail.",
            "What is in the picture?",
            "What is shown here?",
            "Tell me about the picture.",
            "Describe the scene.",
            "What's this?",
            "List everything you see.");

    /** What people also call the places. */
    private static final Map<Place, String> OTHER_NAMES = Map.of(
            Place.TOP_LEFT, "upper left",
            Place.TOP, "upper part",
            Place.TOP_RIGHT, "upper right",
            Place.LEFT, "left",
            Place.CENTER, "middle",
            Place.RIGHT, "right",
            Place.BOTTOM_LEFT, "lower left",
            Place.BOTTOM, "lower part",
            Place.BOTTOM_RIGHT, "lower right");

    private PlaceQuestions() {}

    static Optional<Exchange> where(Scene scene, RandomGenerator random) {
        int kind = Wording.someKind(scene, random, 0.88);
        Phrase name = Wording.kind(scene, kind);
        return Optional.of(whereIs(scene, kind, Phrase.fill(Draw.one(random, WHERE), name)));
    }

    /** The answer to any wording of "Where is the cat?". */
    static Exchange whereIs(Scene scene, int kind, Phrase question) {
        List<Thing> found = scene.readingOrder().stream()
                .filter(thing -> thing.kind() == kind)
                .toList();
        if (found.isEmpty()) {
            return Exchange.of(question, "There is no " + Wording.name(kind) + " in the picture.");
        }
        List<Phrase> places = found.stream().map(thing -> atPlace(scene, thing)).toList();
        if (found.size() == 1) {
            return new Exchange(question, Phrase.fill("The{} is{}.", Wording.kind(scene, kind), places.get(0)));
        }
        Phrase many = Phrase.of("There are " + found.size()).plus(Wording.kinds(scene, kind));
        return new Exchange(question, many.plus(":").plus(Phrase.listed(places)).plus("."));
    }

    static Optional<Exchange> whatAt(Scene scene, RandomGenerator random) {
        Map<Place, List<Phrase>> spots = spots(scene);
        Place place = !spots.isEmpty() && Draw.chance(random, 0.85)
                ? Draw.one(random, List.copyOf(spots.keySet()))
                : Place.at(random.nextInt(3), random.nextInt(3));
        String said = Draw.chance(random, 0.15) ? OTHER_NAMES.getOrDefault(place, place.label()) : place.label();
        Phrase question = Phrase.fill(Draw.one(random, WHAT_AT), Phrase.of(said));
        List<Phrase> there = spots.get(place);
        if (there == null) {
            return Optional.of(Exchange.of(question, "There is nothing at the " + place.label() + "."));
        }
        Phrase answer = Phrase.fill("There is{} at the {}.", Phrase.listed(there), Phrase.of(place.label()));
        return Optional.of(new Exchange(question, answer));
    }

    /** What is at each place that is not empty, the sign after the things. */
    private static Map<Place, List<Phrase>> spots(Scene scene) {
        Map<Place, List<Phrase>> spots = new LinkedHashMap<>();
        for (Thing thing : scene.readingOrder()) {
            spots.computeIfAbsent(scene.place(thing), place -> new ArrayList<>())
                    .add(aThing(thing));
        }
        scene.sign()
                .ifPresent(sign -> spots.computeIfAbsent(scene.place(sign), place -> new ArrayList<>())
                        .add(aSign(sign)));
        return spots;
    }

    static Optional<Exchange> describe(Scene scene, RandomGenerator random) {
        Phrase question = Phrase.of(Draw.one(random, DESCRIBE));
        List<Phrase> parts = new ArrayList<>();
        for (Thing thing : scene.readingOrder()) {
            parts.add(aThing(thing).plus(atPlace(scene, thing)));
        }
        scene.sign().ifPresent(sign -> parts.add(aSign(sign).plus(atPlace(scene, sign))));
        String background = " on " + Wording.withArticle(scene.background()) + " background.";
        if (parts.isEmpty()) {
            return Optional.of(Exchange.of(question, "The picture shows nothing" + background));
        }
        Phrase shows = Phrase.of("The picture shows").plus(Phrase.listed(parts));
        return Optional.of(new Exchange(question, shows.plus("," + background)));
    }
}
