package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the catalogue holds, and that the names of the places are those it lists. */
class CatalogTest {

    @Test
    void kinds() {
        assertEquals(64, Catalog.KINDS.size());
        assertEquals(new Catalog.Kind("cat", "cats", "animal", "yellow"), Catalog.KINDS.get(0));
        assertEquals(new Catalog.Kind("crown", "crowns", "thing", "yellow"), Catalog.KINDS.get(63));
        assertEquals(10, Catalog.BACKGROUNDS.size());
        assertEquals(16, Catalog.WORDS.size());
    }

    @Test
    void places() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Catalog.class.getResourceAsStream("catalog.json")), StandardCharsets.UTF_8)) {
            List<String> listed =
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("places").asList().stream()
                            .flatMap(row -> row.getAsJsonArray().asList().stream())
                            .map(JsonElement::getAsString)
                            .toList();
            assertEquals(listed, Stream.of(Place.values()).map(Place::label).toList());
        }
    }
}
