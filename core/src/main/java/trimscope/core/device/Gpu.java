package trimscope.core.device;

/**
 * A GPU that CUDA shows.
 *
 * @param device how to name it
 * @param model as its maker calls it
 * @param bytes all its memory
 */
public record Gpu(ComputeDevice device, String model, long bytes) {}
