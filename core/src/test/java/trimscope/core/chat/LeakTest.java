package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;
import trimscope.core.chat.Trimming.FirstLayerCache;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LiveArrays;
import trimscope.core.model.ResidentMemory;

/**
 * Native memory is given back: 20 pictures, each at 10 ratios with at least 50 decode steps in all, with maps, further turns and
 * stopped answers in between. Neither the number of live arrays nor the resident memory grows.
 */
class LeakTest extends ChatTest {
    private static final int PICTURES = 20;
    private static final int RATIOS = 10;
    private static final int STEPS = 50;
    /** Pictures after which buffers, code and heap have found their size. */
    private static final int WARM_UP = 5;
    /**
     * Most growth of resident memory outside the heap over the other 15 pictures and their 150 runs: more than the allocator moves by,
     * less than a leak of 0.5 MB for each run or 5 MB for each picture would come to.
     */
    private static final long MOST_GROWTH = 64L << 20;

    @Test
    void nothingIsLeftBehind() throws Exception {
        LiveArrays loaded = LiveArrays.of(model.mllama());
        ResidentMemory warm = ResidentMemory.now();
        for (int number = 0; number < PICTURES; number++) {
            if (number == WARM_UP) {
                warm = ResidentMemory.now();
            }
            int steps = explore(picture(number), number);
            assertTrue(steps >= STEPS, "only " + steps + " steps");
            assertEquals(loaded, LiveArrays.of(model.mllama()), "after picture " + number);
        }
        // Only Linux tells how much memory is resident; the arrays above are counted everywhere.
        long growth = warm.growth();
        assertTrue(growth <= MOST_GROWTH, "resident memory outside the heap grew by " + growth + " bytes");
    }

    /** All ratios on one picture; returns the number of decode steps. */
    private static int explore(Picture picture, int number) throws Exception {
        int steps = 0;
        try (ChatSession session = model.open(picture, new Cancellation())) {
            for (int tenths = 1; tenths <= RATIOS; tenths++) {
                FirstLayerCache first = tenths % 2 == 0 ? FirstLayerCache.TRIMMED : FirstLayerCache.FULL;
                Trimming trimming = Trimming.atRatio(tenths / 10.0).withFirstLayerCache(first);
                // The lean answer comes last: it lets the picture go.
                boolean lean = tenths == RATIOS && number % 2 == 0;
                AnswerSettings settings = new AnswerSettings(trimming, Sampling.GREEDY, 6, lean);
                try (Generation answer =
                        session.ask(List.of(), "What is in the picture?", settings, new Cancellation())) {
                    steps += decode(answer);
                    if (tenths == 1 + number % RATIOS && !lean) {
                        steps += further(session, answer, settings);
                    }
                }
            }
        }
        return steps;
    }

    /** To the end, but for the first row every token is one decode step; the number of arrays stays after the first. */
    private static int decode(Generation answer) {
        answer.next();
        if (!answer.hasNext()) {
            return 0;
        }
        answer.next();
        int steps = 1;
        LiveArrays first = LiveArrays.of(model.mllama());
        while (answer.hasNext()) {
            answer.next();
            steps++;
            assertEquals(first, LiveArrays.of(model.mllama()));
        }
        return steps;
    }

    /** Maps, a further turn, a stopped one. */
    private static int further(ChatSession session, Generation answer, AnswerSettings settings) throws Exception {
        int last = answer.prefill().tokens().size();
        LiveArrays before = LiveArrays.of(model.mllama());
        answer.attention(List.of(last, last - 1), Aggregation.MAX, Columns.RUN);
        assertEquals(before, LiveArrays.of(model.mllama()));
        answer.attention(List.of(last), Aggregation.MEAN, Columns.FULL);
        Cancellation stop = new Cancellation();
        try (Generation next = session.followUp(answer, "How many?", settings, stop)) {
            next.next();
            stop.cancel();
            assertEquals(false, next.hasNext());
        }
        try (Generation next = session.followUp(answer, "How many?", settings, new Cancellation())) {
            return decode(next);
        }
    }

    /** Small pictures of all shapes. */
    private static Picture picture(int number) {
        Random random = new Random(number);
        BufferedImage image =
                new BufferedImage(20 + random.nextInt(200), 20 + random.nextInt(200), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 6; i++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            graphics.fillOval(random.nextInt(200) - 50, random.nextInt(200) - 50, 90, 60);
        }
        graphics.dispose();
        return Picture.of(image);
    }
}
