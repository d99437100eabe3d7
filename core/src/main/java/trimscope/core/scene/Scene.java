package trimscope.core.scene;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One small world: everything that is needed to draw it and to know what is true of it.
 *
 * @param width pixels
 * @param height pixels
 * @param background name of a colour in {@link Catalog#BACKGROUNDS}
 * @param gradient change of brightness across the picture, as a share
 * @param angle direction of the gradient in radians
 * @param noise standard deviation of the grain in grey levels of 0 to 255
 * @param seed of the grain
 * @param objects in the order of drawing
 */
public record Scene(
        int width,
        int height,
        String background,
        double gradient,
        double angle,
        double noise,
        long seed,
        List<Thing> objects,
        Optional<Sign> sign) {

    /** No scene and nothing in it is larger than this many pixels a side. */
    static final int LARGEST = 4096;

    public Scene {
        objects = List.copyOf(objects);
        if (width <= 0 || height <= 0 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("a scene of " + width + " x " + height + " pixels");
        }
        if (!Catalog.BACKGROUNDS.containsKey(background)) {
            throw new IllegalArgumentException("no background \"" + background + "\" in the catalogue");
        }
    }

    /** The ninth of the picture in which the centre lies. */
    public Place place(Visible visible) {
        return Place.at(third(visible.centreY(), height), third(visible.centreX(), width));
    }

    /** The things by rows of the nine places, from left to right. */
    public List<Thing> readingOrder() {
        return objects.stream()
                .sorted(Comparator.<Thing, Place>comparing(this::place).thenComparingDouble(Thing::centreX))
                .toList();
    }

    /** The things of one kind, in the order of drawing. */
    public List<Thing> things(int kind) {
        return objects.stream().filter(thing -> thing.kind() == kind).toList();
    }

    /** The things that are the only ones of their kind, and so have a name. */
    public List<Thing> unique() {
        return objects.stream()
                .filter(thing -> things(thing.kind()).size() == 1)
                .toList();
    }

    private static int third(double position, int length) {
        return Math.min(2, (int) (3 * position / length));
    }
}
