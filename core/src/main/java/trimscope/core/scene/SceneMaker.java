package trimscope.core.scene;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Draws scenes as the recipe of the demo model does ({@code Batches.scene} and {@code random_scene}). */
public final class SceneMaker {

    /** Tries to find a free spot before a thing is left out. */
    private static final int TRIES = 60;

    /** Side of the model's tile in pixels, the unit of all sizes. */
    private static final int TILE = 168;

    private static final double SIGN_CHANCE = 0.45;
    private static final double WORD_CHANCE = 0.4;

    /** Listed as often as they are drawn: small numbers of things, and numbers of one to three digits. */
    private static final List<Integer> COUNTS = List.of(1, 2, 2, 3, 3, 4, 4, 5, 6);

    private static final List<Integer> POWERS_OF_TEN = List.of(10, 100, 100, 1000, 1000, 1000);

    /** How many kinds a scene chooses from. */
    private static final int POOL = 12;

    private static final double TWIN_CHANCE = 0.22;
    private static final double FLIP_CHANCE = 0.4;
    private static final double TILT_DEGREES = 9;

    /** Sizes in pixels; without a count the scene draws its own. */
    private record Frame(int width, int height, double smallest, double largest, OptionalInt count) {}

    private final RandomGenerator random;
    private final Frame frame;
    private final List<Rectangle2D> taken = new ArrayList<>();

    private SceneMaker(RandomGenerator random, Frame frame) {
        this.random = random;
        this.frame = frame;
    }

    /** The scene of a seed, always the same; sizes and shapes are mixed so that it takes one to four tiles. */
    public static Scene scene(long seed) {
        return scene(Draw.generator(seed));
    }

    /** The next scene of a generator, of one to four tiles. */
    public static Scene scene(RandomGenerator random) {
        return new SceneMaker(random, frame(random)).make();
    }

    /** A quarter of the pictures fit one tile, two fifths are large squares, the rest oblong. */
    private static Frame frame(RandomGenerator random) {
        double shape = random.nextDouble();
        if (shape < 0.25) {
            return square(random, Draw.between(random, 110, TILE));
        }
        if (shape < 0.65) {
            return square(random, Draw.between(random, 260, 420));
        }
        int width = Draw.between(random, 200, 460);
        int height = Draw.between(random, 140, 340);
        return Draw.chance(random, 0.5) ? filled(random, height, width) : filled(random, width, height);
    }

    private static Frame square(RandomGenerator random, int side) {
        return filled(random, side, side);
    }

    /** Large pictures may hold more and smaller things. */
    private static Frame filled(RandomGenerator random, int width, int height) {
        int shorter = Math.min(width, height);
        double unit = (double) shorter / TILE;
        double dense = shorter < 200 ? 1 : Draw.one(random, List.of(0.6, 0.8, 1.0));
        OptionalInt count = dense == 1 ? OptionalInt.empty() : OptionalInt.of(Draw.between(random, 2, 9));
        return new Frame(width, height, 30 * unit * dense, 60 * unit * dense, count);
    }

    private Scene make() {
        String background = Draw.one(random, List.copyOf(Catalog.BACKGROUNDS.keySet()));
        double gradient = random.nextDouble() * 0.5;
        double angle = random.nextDouble() * 2 * Math.PI;
        double noise = random.nextDouble() * 10;
        long seed = random.nextInt(1 << 30);
        Optional<Sign> sign = Draw.chance(random, SIGN_CHANCE) ? sign() : Optional.empty();
        return new Scene(frame.width, frame.height, background, gradient, angle, noise, seed, things(), sign);
    }

    private Optional<Sign> sign() {
        String text = Draw.chance(random, WORD_CHANCE)
                ? Draw.one(random, Catalog.WORDS)
                : String.valueOf(random.nextInt(Draw.one(random, POWERS_OF_TEN)));
        int size = (int) Draw.uniform(random, frame.smallest * 0.62, frame.largest * 0.5);
        double width = SignFont.width(text, size) + size * 0.7;
        double height = size * 1.5;
        if (width >= frame.width || height >= frame.height) {
            return Optional.empty();
        }
        return spot(width, height)
                .map(box -> new Sign(text, box.getX(), box.getY(), width, height, size, random.nextInt(Sign.STYLES)));
    }

    private List<Thing> things() {
        int count = frame.count.orElseGet(() -> Draw.one(random, COUNTS));
        List<Integer> kinds = IntStream.range(0, Catalog.KINDS.size()).boxed().toList();
        List<Integer> pool = Draw.several(random, kinds, POOL);
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean twin = !things.isEmpty() && Draw.chance(random, TWIN_CHANCE);
            int kind = twin ? things.get(things.size() - 1).kind() : pool.get(i % POOL);
            double size = Draw.uniform(random, frame.smallest, frame.largest);
            spot(size, size).map(box -> thing(kind, size, box)).ifPresent(things::add);
        }
        return things;
    }

    private Thing thing(int kind, double size, Rectangle2D box) {
        double angle = random.nextGaussian() * TILT_DEGREES;
        boolean flip = Draw.chance(random, FLIP_CHANCE);
        return new Thing(kind, box.getX(), box.getY(), size, angle, flip);
    }

    /** A free place whose ninth of the picture has one name, or nothing when luck runs out. */
    private Optional<Rectangle2D> spot(double width, double height) {
        for (int i = 0; i < TRIES; i++) {
            double x = Draw.uniform(random, 0, frame.width - width);
            double y = Draw.uniform(random, 0, frame.height - height);
            Rectangle2D box = new Rectangle2D.Double(x, y, width, height);
            if (distinct(box.getCenterX(), frame.width)
                    && distinct(box.getCenterY(), frame.height)
                    && taken.stream().allMatch(other -> apart(box, other))) {
                taken.add(box);
                return Optional.of(box);
            }
        }
        return Optional.empty();
    }

    /** Whether a centre is far enough from the lines between the thirds for its place to have one name. */
    private static boolean distinct(double centre, int length) {
        double thirds = 3 * centre / length;
        return Math.min(Math.abs(thirds - 1), Math.abs(thirds - 2)) > 0.1;
    }

    /** Whether more than a pixel lies between two boxes. */
    private static boolean apart(Rectangle2D a, Rectangle2D b) {
        return a.getMaxX() < b.getX() - 1
                || b.getMaxX() < a.getX() - 1
                || a.getMaxY() < b.getY() - 1
                || b.getMaxY() < a.getY() - 1;
    }
}
