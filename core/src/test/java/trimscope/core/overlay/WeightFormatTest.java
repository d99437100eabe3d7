package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightFormatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.11834, 0.118",
        "0.1, 0.1",
        "0.00416, 0.0042",
        "0.0000213, 2.1·10⁻⁵",
        "1e-12, 1.0·10⁻¹²",
        "99.5, 99.5"
    })
    void weights(double weight, String expected) {
        assertEquals(expected, WeightFormat.weight(weight));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 100 %", "0.3096, 31 %", "0.0421, 4.2 %", "0.0001, under 0.1 %", "0.0996, 10 %"})
    void shares(double share, String expected) {
        assertEquals(expected, WeightFormat.share(share));
    }

    @Test
    void differencesHaveASign() {
        assertEquals("+0.118", WeightFormat.signed(0.118));
        assertEquals("−0.0042", WeightFormat.signed(-0.0042));
        assertEquals("0", WeightFormat.signed(0));
    }
}
