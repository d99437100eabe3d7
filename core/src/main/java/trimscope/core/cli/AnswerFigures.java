package trimscope.core.cli;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Columns;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Trimming;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.Caption;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.OverlayPainter;
import trimscope.core.pruning.KeptTokens;

/** Pictures about an answer, each with a caption that tells how it came about. */
final class AnswerFigures {
    private final ChatSession session;
    private final Generation answer;
    private final String model;

    /** @param model what to call the model */
    AnswerFigures(ChatSession session, Generation answer, String model) {
        this.session = session;
        this.answer = answer;
        this.model = model;
    }

    /**
     * Where tokens of the answer looked: the mean over tokens, layers and heads.
     *
     * @param tokens places in the answer
     * @param layers decoder layer indices of cross-attention layers
     * @param heads query heads
     */
    BufferedImage heatmap(List<Integer> tokens, List<Integer> layers, List<Integer> heads) {
        int first = answer.prefill().tokens().size();
        List<Integer> positions = tokens.stream().map(token -> first + token).toList();
        CrossAttentionMap map =
                answer.attention(positions, Aggregation.MEAN, Columns.RUN).map(layers, heads, Aggregation.MEAN);
        PatchGrid grid = session.grid();
        return OverlayPainter.heatmap(
                session.picture(),
                grid,
                map,
                HeatmapStyle.of(ColorScale.ofMap(map, grid)),
                answer.prefill().kept(),
                caption(Optional.of(choice(tokens, layers, heads))));
    }

    /** Which visual tokens were dropped. */
    BufferedImage veil() {
        PatchGrid grid = session.grid();
        return OverlayPainter.veil(
                session.picture(),
                grid,
                answer.prefill().kept().orElseGet(() -> everything(grid)),
                caption(Optional.empty()));
    }

    private Caption caption(Optional<String> choice) {
        List<String> lines = new ArrayList<>();
        lines.add(answer.text());
        choice.ifPresent(lines::add);
        Trimming trimming = answer.settings().trimming();
        lines.add(
                answer.prefill().kept().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                "keep ratio %s per head, rule %s, model %s",
                                trimming.ratio(),
                                trimming.rule().name(),
                                model)
                        : "not trimmed, model " + model);
        return new Caption(answer.question(), lines);
    }

    private String choice(List<Integer> tokens, List<Integer> layers, List<Integer> heads) {
        String words = tokens.stream()
                .map(token -> answer.steps().get(token))
                .map(step -> step.stop() ? step.piece() : step.text())
                .collect(Collectors.joining())
                .strip();
        boolean several = (long) tokens.size() * layers.size() * heads.size() > 1;
        return String.join(
                        ", ",
                        listed("token", tokens) + (words.isEmpty() ? "" : " “" + words + "”"),
                        listed("layer", layers),
                        listed("head", heads))
                + (several ? " (mean)" : "");
    }

    /** "layer 2", "layers 2, 4", "heads 0 to 5". */
    private static String listed(String noun, List<Integer> numbers) {
        int first = numbers.get(0);
        int count = numbers.size();
        boolean inRow =
                numbers.equals(IntStream.range(first, first + count).boxed().toList());
        if (count == 1) {
            return noun + " " + first;
        }
        return noun + "s "
                + (inRow && count > 2
                        ? first + " to " + (first + count - 1)
                        : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static KeptTokens everything(PatchGrid grid) {
        int[] valid = IntStream.range(0, grid.size()).filter(grid::isValid).toArray();
        return new KeptTokens(valid, valid.length);
    }
}
