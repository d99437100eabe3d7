package trimscope.app.viewer;

import java.util.Locale;

/** What can be laid over the picture, each with the letter that switches it. */
public enum Overlay {
    HEATMAP("Heatmap", "H", "How much attention each patch gets"),
    VEIL("Dropped", "V", "Dims and hatches the patches that trimming drops"),
    GRID("Grid", "G", "Borders of patches and tiles"),
    VOTES("Votes", "N", "Dots that tell how many heads chose each patch"),
    CURTAIN("Curtain", "C", "A line to drag, with the bare picture left of it");

    private final String label;
    private final String letter;
    private final String hint;

    Overlay(String label, String letter, String hint) {
        this.label = label;
        this.letter = letter;
        this.hint = hint;
    }

    public String label() {
        return label;
    }

    /** Within a sentence. */
    public String noun() {
        return switch (this) {
            case VEIL -> "dropped tokens";
            case CURTAIN -> "the curtain";
            default -> label.toLowerCase(Locale.ROOT);
        };
    }

    public String letter() {
        return letter;
    }

    public String hint() {
        return hint;
    }
}
