package trimscope.core.model;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ladder of specification section 7.2, step by step, for every reference folder. Others than the project's own:
 * {@code mvn -pl core test -Dtest=ReferenceTest -Dtrimscope.reference=FOLDER[,FOLDER…]}.
 *
 * <p>The steps live by stage in {@link LoaderSteps}, {@link ImageSteps}, {@link VisionSteps}, {@link TextSteps},
 * {@link TrimmingSteps} and {@link SwitchSteps}.
 */
class ReferenceTest {
    @TempDir
    Path temporary;

    private final List<ReferenceModels> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ReferenceModels::close);
    }

    @TestFactory
    Stream<DynamicNode> ladder() throws Exception {
        List<DynamicNode> nodes = new ArrayList<>();
        for (ReferenceSet set : ReferenceSet.all()) {
            ReferenceModels models = ReferenceModels.of(set);
            opened.add(models);
            List<DynamicNode> tests = new ArrayList<>(new LoaderSteps(models, temporary).tests());
            for (ReferenceCase c : models.cases()) {
                tests.add(dynamicContainer(c.described().toString(), steps(c)));
            }
            nodes.add(dynamicContainer("set " + set.name(), tests));
        }
        return nodes.stream();
    }

    private static Stream<DynamicNode> steps(ReferenceCase c) {
        return Stream.of(
                        new ImageSteps(c).tests(),
                        new VisionSteps(c).tests(),
                        new TextSteps(c).tests(),
                        new TrimmingSteps(c).tests(),
                        new SwitchSteps(c).tests())
                .flatMap(List::stream);
    }
}
