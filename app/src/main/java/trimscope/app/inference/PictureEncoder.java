package trimscope.app.inference;

import java.util.function.Consumer;
import trimscope.core.chat.ChatSession;
import trimscope.core.model.Cancellation;

/** Has pictures encoded and tells of it. Only the inference thread enters. */
final class PictureEncoder {
    private final Engine engine;
    private final Consumer<InferenceEvent> publish;

    PictureEncoder(Engine engine, Consumer<InferenceEvent> publish) {
        this.engine = engine;
        this.publish = publish;
    }

    /**
     * Encodes a picture unless that has been done.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    void encode(PictureId picture, Cancellation cancellation) {
        if (engine.isEncoded(picture)) {
            return;
        }
        publish.accept(new InferenceEvent.Began("encoding the picture"));
        try {
            ChatSession session = engine.session(picture, cancellation);
            publish.accept(new InferenceEvent.PictureEncoded(picture, session.grid(), session.visionMillis()));
        } finally {
            publish.accept(new InferenceEvent.Rested());
        }
    }
}
