package trimscope.core.scene;

import java.awt.geom.Rectangle2D;

/** Something in a scene that has a place: a thing or the sign. Coordinates are pixels of the picture. */
public sealed interface Visible permits Thing, Sign {

    /** Where it is drawn. */
    Rectangle2D box();

    /** Pixels from the left edge of the picture. */
    default double centreX() {
        return box().getCenterX();
    }

    /** Pixels from the top edge of the picture. */
    default double centreY() {
        return box().getCenterY();
    }
}
