package trimscope.app.scale;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.InvalidationListener;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;

/** The colours of the maps that one view paints. How people want them can be shared with other views; their two ends come from the maps. */
public final class HeatmapScale {
    private static final double OPACITY_STEP = 0.05;

    private final List<ColorScale.Extent> extents;
    private final Supplier<Optional<ColorScale>> automatic;
    private final List<Observable> maps;
    private final ObjectProperty<HeatmapLook> look = new SimpleObjectProperty<>(HeatmapLook.DEFAULT);

    /**
     * The colours of some maps.
     *
     * @param extents what the ends of the colours may be taken from; the first one unless people want another
     * @param automatic the range that follows from the maps; empty if there are none
     * @param maps tell when that may be another one
     */
    public HeatmapScale(List<ColorScale.Extent> extents, Supplier<Optional<ColorScale>> automatic, Observable... maps) {
        this.extents = List.copyOf(extents);
        this.automatic = automatic;
        this.maps = List.of(maps);
    }

    /** How people want their heatmaps. */
    public ObjectProperty<HeatmapLook> lookProperty() {
        return look;
    }

    public HeatmapLook look() {
        return look.get();
    }

    /** Changes how the heatmaps look. */
    public void change(UnaryOperator<HeatmapLook> how) {
        look.set(how.apply(look.get()));
    }

    /** Makes heavy patches a step more opaque, or less. */
    public void fade(double direction) {
        change(now -> now.withOpacity(now.opacity() + Math.signum(direction) * OPACITY_STEP));
    }

    public List<ColorScale.Extent> extents() {
        return extents;
    }

    /** What the ends of the colours are taken from here; a wish that means nothing here counts as none. */
    ColorScale.Extent extent() {
        ColorScale.Extent wanted = look.get().range().extent();
        return extents.contains(wanted) ? wanted : extents.get(0);
    }

    /** The range that follows from the maps, whether it is used or a fixed one. */
    Optional<ColorScale> automatic() {
        return automatic.get();
    }

    /** The range in use. */
    Optional<ColorScale> shown() {
        return automatic().map(whole -> look.get().range().fixed().orElse(whole));
    }

    /** How the maps are painted, if there are any. */
    public Optional<HeatmapStyle> style() {
        return shown().map(look.get()::style);
    }

    /** Takes the two ends of the colours from something else; fixed ones are those that are shown now. */
    public void scaleTo(ColorScale.Extent extent) {
        switch (extent) {
            case MAP, PAIR -> change(now -> now.withRange(HeatmapLook.Range.MAP));
            case RUN -> change(now -> now.withRange(HeatmapLook.Range.RUN));
            case FIXED -> shown().ifPresent(scale -> change(now -> now.withRange(HeatmapLook.Range.fixed(scale))));
        }
    }

    /**
     * Has the colours reach from one place of the automatic range to another and keeps it so.
     *
     * @param low 0 … 1, below high
     */
    void range(double low, double high) {
        automatic()
                .map(whole -> ColorScale.fixed(whole.weight(low), whole.weight(high), whole.curve()))
                .ifPresent(part -> change(now -> now.withRange(HeatmapLook.Range.fixed(part))));
    }

    /** Tells now and whenever the colours may be others. */
    void follow(Runnable show) {
        InvalidationListener listener = source -> show.run();
        look.addListener((source, before, after) -> show.run());
        maps.forEach(source -> source.addListener(listener));
        show.run();
    }
}
