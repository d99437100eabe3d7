package trimscope.app.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Runs tasks one by one when told to, in order: a thread whose pace the test sets. */
public final class StepwiseExecutor implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs the next task; false if there is none. */
    public boolean runOne() {
        Runnable next = tasks.poll();
        if (next != null) {
            next.run();
        }
        return next != null;
    }

    /** Runs tasks until the condition holds. */
    public void runUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!runOne()) {
                throw new AssertionError("all tasks have run, but the condition does not hold");
            }
        }
    }

    /** Runs everything. */
    public void runAll() {
        while (runOne()) {
            // until nothing is left
        }
    }
}
