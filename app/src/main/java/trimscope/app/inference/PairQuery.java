package trimscope.app.inference;

/** Asks what tokens of two runs look at; a side without positions has no map. */
public record PairQuery(MapQuery first, MapQuery second) {}
