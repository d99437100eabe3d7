package trimscope.app.exploration;

/** How the maps of two runs are shown. */
public enum CompareMode {
    SIDE_BY_SIDE("Side by side", "S", "Both runs beside each other"),
    CURTAIN("Curtain", "C", "Run A left of a line to drag, run B right of it"),
    DIFFERENCE("Difference", "D", "What run B attends to more or less than run A");

    private final String label;
    private final String letter;
    private final String hint;

    CompareMode(String label, String letter, String hint) {
        this.label = label;
        this.letter = letter;
        this.hint = hint;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** The key that chooses it. */
    public String letter() {
        return letter;
    }

    /** What it shows. */
    public String hint() {
        return hint;
    }
}
