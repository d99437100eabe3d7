package trimscope.app.viewer;

import java.util.Locale;

/** What can be laid over the picture, each with the letter that switches it. */
public enum Overlay {
    HEATMAP("Heatmap", "H", "How much attention each patch gets"),
    VEIL("Dropped", "V", "Dims and hatches the patches that trimming drops"),
    GRID("Grid", "G", "Borders of patches and tiles"),
    VOTES("Votes", "N", "Dots that tell how many heads chose each patch"),
    CURTAIN("Curtain", "C", "A line to drag, with the bare picture left of it"),
    OUTLINE("Dropped patches by an outline only", "O", "A line around the dropped patches in place of the veil"),
    CLASS_TOKENS("Class tokens of the tiles", "T", "A badge in the corner of each tile, which behaves like a patch");

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

    /** What its switch does. */
    public String request() {
        return switch (this) {
            case VEIL -> "Show or hide dropped tokens";
            case CURTAIN -> "Show or hide the curtain";
            case OUTLINE -> "Outline or veil of dropped patches";
            case CLASS_TOKENS -> "Show or hide class tokens";
            default -> "Show or hide " + label.toLowerCase(Locale.ROOT);
        };
    }

    /** Whether its switch is in a menu: it is not needed every minute. */
    public boolean isInMenu() {
        return this == CURTAIN || this == OUTLINE || this == CLASS_TOKENS;
    }

    public String letter() {
        return letter;
    }

    public String hint() {
        return hint;
    }
}
