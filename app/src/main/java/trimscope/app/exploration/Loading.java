package trimscope.app.exploration;

/**
 * How far the loading of a model is.
 *
 * @param name of the model
 * @param bytes of weights that are in place
 * @param all bytes of all weights
 */
public record Loading(String name, long bytes, long all) {
    /** 0 … 1 */
    public double share() {
        return all == 0 ? 1 : (double) bytes / all;
    }
}
