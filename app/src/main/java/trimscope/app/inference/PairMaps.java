package trimscope.app.inference;

import java.util.Optional;
import trimscope.core.attention.HeadMaps;

/** The answer to a {@link PairQuery}; a side that has no such tokens has no maps. */
public record PairMaps(PairQuery query, Optional<HeadMaps> first, Optional<HeadMaps> second) {}
