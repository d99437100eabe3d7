package trimscope.core.chat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import trimscope.core.model.Cancellation;

/** The embedded model, loaded once for all tests of a class. */
public abstract class ChatTest {
    /** For what runs to its end. */
    protected static final Cancellation NEVER = new Cancellation();

    protected static ChatModel model;

    @BeforeAll
    static void load() throws Exception {
        model = EmbeddedChat.load();
    }

    @AfterAll
    static void unload() {
        model.close();
    }
}
