package trimscope.core.synthetic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.SplittableRandom;
import trimscope.core.checkpoint.ElementType;

/** Writes the numbers of random tensors piece by piece; the same seed and name give the same tensor. */
final class RandomNumbers {
    private static final int LEVELS = 1 << 16;
    private static final int PIECE = 1 << 20;

    private final WritableByteChannel out;
    private final ElementType type;
    private final long seed;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);

    RandomNumbers(WritableByteChannel out, ElementType type, long seed) {
        this.out = out;
        this.type = type;
        this.seed = seed;
    }

    void write(ShardPlan.Tensor tensor) throws IOException {
        int[] levels = levels(Spread.of(tensor.name(), tensor.shape()));
        SplittableRandom random =
                new SplittableRandom(seed * 1_000_003 + tensor.name().hashCode());
        long left = tensor.elements();
        while (left > 0) {
            int count = (int) Math.min(left, PIECE / type.bytes());
            piece.clear();
            fill(random, levels, count);
            piece.limit(count * type.bytes()).position(0);
            while (piece.hasRemaining()) {
                out.write(piece);
            }
            left -= count;
        }
    }

    /** The numbers that may occur, as they are stored. */
    private int[] levels(Spread spread) {
        int[] levels = new int[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            float value = (float) (spread.low() + (spread.high() - spread.low()) * i / (LEVELS - 1));
            levels[i] = switch (type) {
                case F32 -> Float.floatToRawIntBits(value);
                case BF16 -> bfloat16(value);
                case F16 -> float16(value);
            };
        }
        return levels;
    }

    /** Four numbers from each 64 random bits. */
    private void fill(SplittableRandom random, int[] levels, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = i % 4 == 0 ? random.nextLong() : bits >>> 16;
            int level = levels[(int) bits & LEVELS - 1];
            if (type == ElementType.F32) {
                piece.putInt(level);
            } else {
                piece.putShort((short) level);
            }
        }
    }

    /** IEEE 754 binary16 of a number below 65520, rounded to nearest, ties to even: a sign, and multiples of its power of two's 1024th part. */
    static short float16(float value) {
        int exponent = Math.max(Math.getExponent(value), -14);
        int steps = (int) Math.rint(Math.scalb(Math.abs(value), 10 - exponent));
        return (short) ((value < 0 ? 0x8000 : 0) + ((exponent + 14) << 10) + steps);
    }

    /** The upper half of the float, rounded to nearest, ties to even. */
    static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) ((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
    }
}
