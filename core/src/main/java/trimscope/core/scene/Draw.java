package trimscope.core.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways of drawing at random that Python's {@code random} module has and Java's generators lack. */
public final class Draw {

    private Draw() {}

    /** The generator of Python's {@code random.Random(seed)}, with which the recipe's scenes can be drawn again. */
    public static RandomGenerator generator(long seed) {
        return new MersenneTwister(seed);
    }

    /** True with this probability. */
    public static boolean chance(RandomGenerator random, double probability) {
        return random.nextDouble() < probability;
    }

    /** One element, each as likely. */
    public static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A whole number, both ends included. */
    public static int between(RandomGenerator random, int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    /** A number between two limits. */
    public static double uniform(RandomGenerator random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Different elements in random order ({@code sample}, by the way it takes for short lists). */
    public static <T> List<T> several(RandomGenerator random, List<T> of, int count) {
        List<T> pool = new ArrayList<>(of);
        List<T> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int left = pool.size() - i;
            int at = random.nextInt(left);
            drawn.add(pool.get(at));
            pool.set(at, pool.get(left - 1));
        }
        return drawn;
    }
}
