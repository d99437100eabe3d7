package trimscope.core.scene;

import trimscope.core.image.PatchGrid.Box;

/** Something in a scene that has a place: a thing or the sign. Coordinates are pixels of the picture. */
public sealed interface Visible permits Thing, Sign {

    /** Of its left edge. */
    double x();

    /** Of its top edge. */
    double y();

    double width();

    double height();

    /** Where it is drawn. */
    default Box box() {
        return new Box(x(), y(), x() + width(), y() + height());
    }

    /** Pixels from the left edge of the picture. */
    default double centreX() {
        return x() + width() / 2;
    }

    /** Pixels from the top edge of the picture. */
    default double centreY() {
        return y() + height() / 2;
    }
}
