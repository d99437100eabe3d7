package trimscope.core.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import trimscope.core.model.AlteredModel;

/** Every command that computes ends in the sentence about numbers that are not finite. */
class NotFiniteCommandTest {
    private static final String PICTURE = Run.picture("scene-08.png");
    private static final String QUESTION = "Is there a " + AlteredModel.WORD + "?";

    @TempDir
    private Path folder;

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("ask", "--image", PICTURE, QUESTION),
                List.of("ask", "--image", PICTURE, "--ratio", "0.25", "--temperature", "1", "--json", QUESTION),
                List.of("compare", "--image", PICTURE, QUESTION),
                List.of("sweep", "--image", PICTURE, QUESTION));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void activationsBeyondFloat16(List<String> command) throws Exception {
        new AlteredModel(folder).overflowAtWord();
        run(command, "float16").assertFailure(1, "left float16's range (65504): load it in bfloat16 or float32");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void damagedWeights(List<String> command) throws Exception {
        new AlteredModel(folder).nanAtWord();
        run(command, "float32").assertFailure(1, "not finite: its weights may be damaged");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aWeightBeyondFloat16(List<String> command) throws Exception {
        new AlteredModel(folder).set("language_model.norm.weight", 65_536, 1);
        run(command, "float16").assertFailure(1, "must be at most 65504 in magnitude for float16");
    }

    private Run run(List<String> command, String dtype) {
        List<String> all = new ArrayList<>(command);
        all.addAll(1, List.of("--model", folder.toString(), "--dtype", dtype));
        return Run.of(all.toArray(String[]::new));
    }
}
