package trimscope.core.chat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import trimscope.core.demo.SampleGallery;

/** Talk about one of the sample pictures with the embedded model, begun anew for each test. */
public abstract class SessionTest extends ChatTest {
    private final int picture;

    protected ChatSession session;

    /** @param picture the sample's number, from 1 */
    protected SessionTest(int picture) {
        this.picture = picture;
    }

    @BeforeEach
    void open() {
        session = EmbeddedChat.open(model, picture);
    }

    @AfterEach
    void close() {
        session.close();
    }

    /** The sample's questions. */
    protected final List<String> questions() {
        return SampleGallery.samples().get(picture - 1).questions();
    }
}
