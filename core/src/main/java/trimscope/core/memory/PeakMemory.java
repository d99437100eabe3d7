package trimscope.core.memory;

import java.util.OptionalLong;
import java.util.function.Supplier;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.Gpus;
import trimscope.core.model.Mllama;

/** The most memory that was taken since some moment, where somebody can tell. */
public final class PeakMemory {
    private final Supplier<OptionalLong> peak;

    private PeakMemory(Supplier<OptionalLong> peak) {
        this.peak = peak;
    }

    /** This process's resident main memory from now on; whoever measured before measures from now on too. */
    public static PeakMemory fromNow() {
        boolean measured = ProcessMemory.resetPeak();
        return new PeakMemory(() -> measured ? ProcessMemory.peak() : OptionalLong.empty());
    }

    /**
     * The memory that a model works in, from now on: main memory as {@link #fromNow()} measures it, or all that its GPU holds, for
     * other processes too. PyTorch keeps what it once had on a GPU until that runs short, so that what is in use there at the end is
     * the most that it took. To be called by the model's thread.
     */
    public static PeakMemory fromNow(Mllama model) {
        ComputeDevice device = model.options().device();
        return device.isCpu()
                ? fromNow()
                : onGpu(model::freeUnused, () -> Gpus.ofMachine().usedBytes(device));
    }

    /**
     * On a GPU.
     *
     * @param freeUnused gives back what PyTorch keeps
     * @param used bytes in use, if the driver tells
     */
    static PeakMemory onGpu(Runnable freeUnused, Supplier<OptionalLong> used) {
        freeUnused.run();
        return new PeakMemory(used);
    }

    /** Most bytes since then; empty where a system keeps no high-water mark that can be reset, or a GPU's driver does not tell. */
    public OptionalLong bytes() {
        return peak.get();
    }
}
