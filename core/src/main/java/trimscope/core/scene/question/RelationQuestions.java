package trimscope.core.scene.question;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;
import trimscope.core.scene.Thing;

/** Questions that compare things; none is asked where the answer would be doubtful. */
final class RelationQuestions {

    private static final List<String> DIRECTIONS =
            List.of("next to", "to the left of", "to the right of", "above", "below");

    /** How much further or larger the second must be for the first to be clearly the nearest or the biggest. */
    private static final double CLEARLY = 1.15;

    /** From this ratio of the smaller to the larger distance a direction is too diagonal for one name. */
    private static final double DIAGONAL = 0.8;

    /** Two things nearer than this share of the shorter side are neither left nor right of one another. */
    private static final double LEVEL = 0.12;

    private RelationQuestions() {}

    static Optional<Exchange> nextTo(Scene scene, RandomGenerator random) {
        List<Thing> unique = scene.unique();
        if (unique.isEmpty() || scene.objects().size() < 2) {
            return Optional.empty();
        }
        Thing middle = Draw.one(random, unique);
        String direction = Draw.one(random, DIRECTIONS);
        List<Thing> others =
                scene.objects().stream().filter(thing -> !thing.equals(middle)).toList();
        if (!direction.equals("next to") && others.stream().anyMatch(thing -> diagonal(middle, thing))) {
            return Optional.empty();
        }
        List<Thing> near = others.stream()
                .filter(thing -> lies(direction, middle, thing))
                .sorted(Comparator.comparingDouble(thing -> distance(middle, thing)))
                .toList();
        if (near.size() > 1 && distance(middle, near.get(1)) < CLEARLY * distance(middle, near.get(0))) {
            return Optional.empty();
        }
        Phrase name = Wording.kind(scene, middle.kind());
        Phrase subject = near.isEmpty()
                ? Phrase.of("There is nothing ")
                : Phrase.of("A")
                        .plus(Wording.aThing(near.get(0)).from(" a".length()))
                        .plus(" is ");
        return Optional.of(new Exchange(
                Phrase.fill("What is " + direction + " the{}?", name),
                subject.plus(direction + " the").plus(name).plus(".")));
    }

    private static boolean lies(String direction, Thing from, Thing to) {
        double right = to.centreX() - from.centreX();
        double down = to.centreY() - from.centreY();
        return switch (direction) {
            case "to the left of" -> right < -Math.abs(down);
            case "to the right of" -> right > Math.abs(down);
            case "above" -> down < -Math.abs(right);
            case "below" -> down > Math.abs(right);
            default -> true;
        };
    }

    private static boolean diagonal(Thing a, Thing b) {
        double across = Math.abs(b.centreX() - a.centreX());
        double along = Math.abs(b.centreY() - a.centreY());
        return Math.min(across, along) > DIAGONAL * Math.max(across, along);
    }

    private static double distance(Thing a, Thing b) {
        return Math.hypot(a.centreX() - b.centreX(), a.centreY() - b.centreY());
    }

    static Optional<Exchange> biggest(Scene scene, RandomGenerator random) {
        if (scene.objects().size() < 2) {
            return Optional.empty();
        }
        boolean biggest = Draw.chance(random, 0.6);
        Comparator<Thing> bySize = Comparator.comparingDouble(Thing::size);
        List<Thing> order = scene.objects().stream()
                .sorted(biggest ? bySize.reversed() : bySize)
                .toList();
        double first = order.get(0).size();
        double second = order.get(1).size();
        if (Math.max(first, second) / Math.min(first, second) < CLEARLY) {
            return Optional.empty();
        }
        String word = biggest ? "biggest" : "smallest";
        Phrase name = Wording.about(order.get(0).name(), order.subList(0, 1));
        return Optional.of(new Exchange(
                Phrase.of("What is the " + word + " object?"), Phrase.fill("The " + word + " object is the{}.", name)));
    }

    static Optional<Exchange> relation(Scene scene, RandomGenerator random) {
        if (scene.unique().size() < 2) {
            return Optional.empty();
        }
        List<Thing> two = Draw.several(random, scene.unique(), 2);
        Thing a = two.get(0);
        Thing b = two.get(1);
        String direction = Draw.one(random, DIRECTIONS.subList(1, DIRECTIONS.size()));
        double gap = gap(direction, a, b);
        if (Math.abs(gap) < LEVEL * Math.min(scene.width(), scene.height())) {
            return Optional.empty();
        }
        Phrase one = Wording.kind(scene, a.kind());
        Phrase other = Wording.kind(scene, b.kind());
        String answer = gap > 0 ? "Yes, the{} is " : "No, the{} is not ";
        return Optional.of(new Exchange(
                Phrase.fill("Is the{} " + direction + " the{}?", one, other),
                Phrase.fill(answer + direction + " the{}.", one, other)));
    }

    /** Pixels by which a lies in that direction from b; negative if it lies on the other side. */
    private static double gap(String direction, Thing a, Thing b) {
        return switch (direction) {
            case "to the left of" -> b.centreX() - a.centreX();
            case "to the right of" -> a.centreX() - b.centreX();
            case "above" -> b.centreY() - a.centreY();
            case "below" -> a.centreY() - b.centreY();
            default -> throw new IllegalArgumentException("no direction: " + direction);
        };
    }
}
