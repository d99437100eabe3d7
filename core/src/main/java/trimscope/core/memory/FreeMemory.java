package trimscope.core.memory;

import java.util.OptionalLong;
import trimscope.core.device.ComputeDevice;

/** Tells what is free now. */
@FunctionalInterface
public interface FreeMemory {
    /** Bytes that this process could still have on a device, the CPU's being main memory; empty where nobody tells. */
    OptionalLong bytes(ComputeDevice device);
}
