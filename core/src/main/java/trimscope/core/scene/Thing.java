package trimscope.core.scene;

/**
 * One drawn object of the catalogue.
 *
 * @param kind index into {@link Catalog#KINDS}
 * @param x pixels from the left edge of the picture to its own
 * @param y pixels from the top edge of the picture to its own
 * @param size side of its square in pixels
 * @param angle degrees counter-clockwise
 * @param flip whether it is mirrored left to right, before it is turned
 */
public record Thing(int kind, double x, double y, double size, double angle, boolean flip) implements Visible {

    public Thing {
        if (kind < 0 || kind >= Catalog.KINDS.size()) {
            throw new IllegalArgumentException("no kind " + kind + " in the catalogue");
        }
        if (!(size > 0 && size <= Scene.LARGEST)) {
            throw new IllegalArgumentException("a thing of " + size + " pixels");
        }
    }

    /** What it is called, "cat". */
    public String name() {
        return Catalog.KINDS.get(kind).name();
    }

    @Override
    public double width() {
        return size;
    }

    @Override
    public double height() {
        return size;
    }
}
