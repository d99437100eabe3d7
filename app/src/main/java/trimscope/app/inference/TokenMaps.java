package trimscope.app.inference;

import trimscope.core.attention.HeadMaps;

/** The answer to a {@link MapQuery}: every layer's and head's map, with the figures of each. */
public record TokenMaps(MapQuery query, HeadMaps maps, HeadFigures figures) {}
