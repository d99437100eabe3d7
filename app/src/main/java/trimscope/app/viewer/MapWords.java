package trimscope.app.viewer;

import java.util.List;
import java.util.Optional;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.Run;
import trimscope.app.inference.Quantity;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.chat.ModelInfo;

/** What is said about the shown map. */
final class MapWords {
    /** A layer that lets less than that share through counts as nearly closed. */
    private static final double NEARLY_CLOSED = 0.15;

    private static final int LONGEST = 40;

    private final Exploration exploration;
    private final ViewerModel model;

    MapWords(Exploration exploration, ViewerModel model) {
        this.exploration = exploration;
        this.model = model;
    }

    /** What the colours stand for: token, layers and heads. */
    String caption() {
        Optional<Run> run = exploration.runProperty().get();
        if (run.isEmpty() || model.map().isEmpty()) {
            return "";
        }
        int heads =
                exploration.model().infoProperty().get().map(ModelInfo::heads).orElse(0);
        String choice = choice().map(chosen -> chosen.label(heads)).orElse("");
        return words(run.get()) + choice;
    }

    private String words(Run run) {
        List<Integer> hovered = exploration.focus().previewProperty().get();
        List<Integer> positions =
                hovered.isEmpty() ? exploration.focus().selectedProperty().get() : hovered;
        StringBuilder text = new StringBuilder();
        for (int position : positions) {
            if (position < run.tokens().size()) {
                text.append(run.tokens().get(position).text());
            }
        }
        String shown = text.toString().strip();
        return shown.isEmpty()
                ? ""
                : "“" + (shown.length() > LONGEST ? shown.substring(0, LONGEST - 1) + "…" : shown) + "” · ";
    }

    /** What was done to the numbers, for the legend. */
    String treatment() {
        String unit = quantity() == Quantity.CONTRIBUTION ? quantity().unit() : "";
        String sinks = switch (model.sinkTreatmentProperty().get()) {
            case HIDE -> "sinks hidden";
            case SUBTRACT -> "sinks less their average";
            default -> "";
        };
        return sinks.isEmpty() || model.sinks().isEmpty() ? unit : unit.isEmpty() ? sinks : unit + "; " + sinks;
    }

    /** What people should know before they believe the map; empty most of the time. */
    String warning() {
        if (model.map().isEmpty()) {
            return "";
        }
        if (model.sinkTreatmentProperty().get() != SinkTreatment.NONE) {
            boolean none = model.sinks().map(found -> found.count() == 0).orElse(false);
            if (none) {
                return "No sinks here: nothing is hot for nine of ten tokens.";
            }
        }
        return quantity() == Quantity.ATTENTION ? closed() : "";
    }

    private String closed() {
        List<String> layers = choice().stream()
                .flatMap(chosen -> exploration.model().infoProperty().get().stream()
                        .flatMap(info -> info.gates().stream())
                        .filter(gate -> chosen.layers().contains(gate.layer())))
                .map(gate -> Math.abs(gate.attention()) < NEARLY_CLOSED ? String.valueOf(gate.layer()) : "")
                .toList();
        if (layers.isEmpty() || layers.contains("")) {
            return "";
        }
        return layers.size() == 1
                ? "Layer " + layers.get(0) + " is nearly closed: bright here, but little of it reaches the answer."
                : "Layers " + String.join(", ", layers)
                        + " are nearly closed: bright here, but little of it reaches the answer.";
    }

    private Quantity quantity() {
        return model.quantityProperty().get();
    }

    private Optional<HeadChoice> choice() {
        return exploration.focus().choiceProperty().get();
    }
}
