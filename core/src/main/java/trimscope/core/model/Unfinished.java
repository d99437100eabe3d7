package trimscope.core.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is made on the way to something larger, in a try-with-resources statement: if that is not {@link #finished}, each part is
 * given back, the last made first. A GPU whose memory runs out half way then holds no more than before.
 */
final class Unfinished implements AutoCloseable {
    private final Deque<Runnable> made = new ArrayDeque<>();

    /**
     * Notes a part.
     *
     * @param giveBack what is done with it if the whole comes to nothing
     */
    <T> T part(T part, Consumer<? super T> giveBack) {
        made.push(() -> giveBack.accept(part));
        return part;
    }

    /** From now on the parts belong to the whole. */
    <T> T finished(T whole) {
        made.clear();
        return whole;
    }

    /** Each part is given back whatever becomes of the others. */
    @Override
    public void close() {
        if (!made.isEmpty()) {
            try {
                made.pop().run();
            } finally {
                close();
            }
        }
    }
}
