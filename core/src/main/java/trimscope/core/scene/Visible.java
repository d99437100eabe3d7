package trimscope.core.scene;

import trimscope.core.image.PatchGrid.Box;

/** Something in a scene that has a place: a thing or the sign. Coordinates are pixels of the picture. */
public sealed interface Visible permits Thing, Sign {

    /** Where it is drawn. */
    Box box();

    /** Pixels from the left edge of the picture. */
    double centreX();

    /** Pixels from the top edge of the picture. */
    double centreY();
}
