package trimscope.core.scene;

import java.util.random.RandomGenerator;

/**
 * The generator of Python's {@code random} module: MT19937 (Matsumoto and Nishimura 1998) with that module's ways of
 * making numbers of it. With it a seed draws the same scenes as the recipe of the demo model, so that the two can be
 * compared scene by scene.
 */
final class MersenneTwister implements RandomGenerator {

    private static final int WORDS = 624;
    private static final int MIDDLE = 397;
    private static final int UPPER = 0x80000000;
    private static final int LOWER = 0x7fffffff;

    private final int[] state = new int[WORDS];
    private int used = WORDS;
    private double spareGaussian = Double.NaN;

    /** The sequence of {@code random.Random(seed)}; as there, the sign of the seed does not count. */
    MersenneTwister(long seed) {
        long magnitude = Math.abs(seed);
        int low = (int) magnitude;
        int high = (int) (magnitude >>> 32);
        seed(high == 0 ? new int[] {low} : new int[] {low, high});
    }

    /** {@code init_by_array} of the reference implementation. */
    private void seed(int[] key) {
        fill(19650218);
        int i = 1;
        for (int k = 0; k < WORDS; k++) {
            state[i] = (state[i] ^ (spread(i) * 1664525)) + key[k % key.length] + k % key.length;
            i = next(i);
        }
        for (int k = 0; k < WORDS - 1; k++) {
            state[i] = (state[i] ^ (spread(i) * 1566083941)) - i;
            i = next(i);
        }
        state[0] = UPPER;
    }

    private void fill(int seed) {
        state[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            state[i] = 1812433253 * spread(i) + i;
        }
    }

    private int spread(int i) {
        return state[i - 1] ^ (state[i - 1] >>> 30);
    }

    /** The index after i; on the way round the last word is copied to the front. */
    private int next(int i) {
        if (i + 1 < WORDS) {
            return i + 1;
        }
        state[0] = state[WORDS - 1];
        return 1;
    }

    private void refill() {
        for (int i = 0; i < WORDS; i++) {
            int mixed = (state[i] & UPPER) | (state[(i + 1) % WORDS] & LOWER);
            state[i] = state[(i + MIDDLE) % WORDS] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }
        used = 0;
    }

    @Override
    public int nextInt() {
        if (used == WORDS) {
            refill();
        }
        int y = state[used++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    @Override
    public long nextLong() {
        return ((long) nextInt() << 32) | (nextInt() & 0xffffffffL);
    }

    /** {@code random()}: 53 bits. */
    @Override
    public double nextDouble() {
        double high = nextInt() >>> 5;
        double low = nextInt() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** {@code randrange(bound)}: the upper bits, drawn again until they are below the bound. */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound " + bound);
        }
        int shift = Integer.numberOfLeadingZeros(bound);
        int drawn = nextInt() >>> shift;
        while (drawn >= bound) {
            drawn = nextInt() >>> shift;
        }
        return drawn;
    }

    /** {@code gauss(0, 1)}: Box and Muller, two at a time; strict, so that a seed means the same on every machine. */
    @Override
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        double turn = nextDouble() * 2 * Math.PI;
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        spareGaussian = StrictMath.sin(turn) * radius;
        return StrictMath.cos(turn) * radius;
    }
}
