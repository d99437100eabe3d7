package trimscope.core.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesWhatNeedsIt() {
        assertEquals(
                "a,\"b,c\",\"say \"\"x\"\"\"\n1,0.5,\"two\nlines\"\n",
                new Csv()
                        .line("a", "b,c", "say \"x\"")
                        .line(1, 0.5, "two\nlines")
                        .toString());
    }
}
