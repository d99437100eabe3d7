package trimscope.core.scene;

/** The ninths of a picture, row by row, with their names. */
public enum Place {
    TOP_LEFT("top left"),
    TOP("top"),
    TOP_RIGHT("top right"),
    LEFT("left"),
    CENTER("center"),
    RIGHT("right"),
    BOTTOM_LEFT("bottom left"),
    BOTTOM("bottom"),
    BOTTOM_RIGHT("bottom right");

    private final String label;

    Place(String label) {
        this.label = label;
    }

    /** As the model says it, "top left". */
    public String label() {
        return label;
    }

    /** The place in the third row and column, both counted from 0. */
    public static Place at(int row, int column) {
        return values()[row * 3 + column];
    }
}
