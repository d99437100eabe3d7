package trimscope.app.exploration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import trimscope.app.DemoExploration;

/** The embedded model's exploration of a picture, its first question answered. */
abstract class AskedExplorationTest {
    final DemoExploration demo = new DemoExploration();
    final Exploration exploration = demo.exploration();

    @BeforeEach
    void askFirstQuestion() {
        exploration.ask(demo.picture().suggestions().get(0));
    }

    @AfterEach
    void free() {
        demo.close();
    }

    /** The shown run. */
    final Run run() {
        return exploration.runProperty().get().orElseThrow();
    }
}
