package trimscope.app.trimming;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** How many visual tokens no head, one head, … all heads chose; heights go by the root, so that small numbers show. */
final class VoteBars extends Region {
    private static final double BARS = 42;
    private static final int MOST_LABELS = 9;

    private final List<Region> bars = new ArrayList<>();
    private final List<Label> counts = new ArrayList<>();
    private final List<Label> votes = new ArrayList<>();
    private List<Integer> shown = List.of();

    VoteBars() {
        setId("vote-bars");
        setMinSize(80, 72);
    }

    /** Takes the number of tokens by votes, from 0 to all heads. */
    void show(List<Integer> tokensByVotes) {
        if (tokensByVotes.size() != bars.size()) {
            rebuild(tokensByVotes.size());
        }
        shown = tokensByVotes;
        for (int i = 0; i < shown.size(); i++) {
            counts.get(i).setText(String.valueOf(shown.get(i)));
            Tooltip.install(bars.get(i), new Tooltip(sentence(i)));
        }
        requestLayout();
    }

    private String sentence(int heads) {
        String who = heads == 0 ? "no head" : heads == 1 ? "one head" : heads + " heads";
        return shown.get(heads) + " visual tokens were chosen by " + who;
    }

    private void rebuild(int size) {
        getChildren().clear();
        bars.clear();
        counts.clear();
        votes.clear();
        for (int i = 0; i < size; i++) {
            Region bar = new Region();
            bar.getStyleClass().add(i == 0 ? "vote-bar-none" : "vote-bar");
            bars.add(bar);
            counts.add(label(""));
            votes.add(label(String.valueOf(i)));
        }
        getChildren().addAll(bars);
        getChildren().addAll(counts);
        getChildren().addAll(votes);
    }

    private static Label label(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-axis");
        return label;
    }

    @Override
    protected void layoutChildren() {
        double line = line();
        double bottom = getHeight() - line - 2;
        double step = getWidth() / Math.max(1, shown.size());
        int most = shown.stream().mapToInt(Integer::intValue).max().orElse(1);
        int every = (shown.size() + MOST_LABELS - 1) / MOST_LABELS;
        for (int i = 0; i < shown.size(); i++) {
            double height = Math.rint((bottom - line) * Math.sqrt((double) shown.get(i) / Math.max(1, most)));
            double x = Math.rint(i * step);
            double width = Math.max(1, Math.rint((i + 1) * step) - x - (step > 6 ? 2 : 0));
            bars.get(i).resizeRelocate(x, bottom - height, width, height);
            centre(counts.get(i), x + width / 2, bottom - height - line);
            centre(votes.get(i), x + width / 2, bottom + 2);
            counts.get(i).setVisible(every == 1);
            votes.get(i).setVisible(i % every == 0);
        }
    }

    /** Height of the numbers, which grows with the type. */
    private double line() {
        return votes.stream().mapToDouble(label -> label.prefHeight(-1)).max().orElse(14);
    }

    @Override
    protected double computePrefHeight(double width) {
        return BARS + 2 * line() + 2;
    }

    private static void centre(Label label, double x, double y) {
        label.autosize();
        label.relocate(Math.rint(x - label.getWidth() / 2), y);
    }
}
