package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import trimscope.core.reference.SafetensorsFixture;

/** Comparison with a reference tensor: absolute, times max(1, largest absolute reference value) (specification section 7.2). */
final class Near {
    private Near() {}

    static void assertNear(SafetensorsFixture reference, String name, NDArray found, double tolerance) {
        assertNear(reference, name, found.toFloatArray(), tolerance);
    }

    static void assertNear(SafetensorsFixture reference, String name, float[] found, double tolerance) {
        float[] wanted = reference.floats(name);
        assertEquals(wanted.length, found.length, name + ": number of elements");
        double largest = 1;
        for (float value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < wanted.length; i++) {
            double error = Math.abs((double) wanted[i] - found[i]);
            // written so that NaN fails
            assertTrue(
                    error <= tolerance * largest, name + "[" + i + "]: expected " + wanted[i] + ", found " + found[i]);
        }
    }
}
