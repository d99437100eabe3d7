package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import trimscope.core.pruning.KeptTokens;

/** Prompts that are read at once against the reference's, each of which was read alone. */
class JoinedPrefillTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    /** One answer of the reference: a case in full, or trimmed. */
    private record Wanted(ReferenceCase reference, String name, Prompt prompt) {
        /** Indices of the kept tokens; empty where nothing is trimmed. */
        Optional<List<Integer>> kept() {
            String tensor = name.replace(".first_pruned", "") + ".kept";
            return prompt.selection()
                    .choose()
                    .map(trims -> LongStream.of(reference.tensors().longs(tensor))
                            .mapToObj(Math::toIntExact)
                            .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseAndRatioOfASetAtOnce() throws Exception {
        return ReferenceSet.all().stream()
                .map(set -> DynamicTest.dynamicTest(set.name(), () -> {
                    List<Wanted> wanted = new ArrayList<>();
                    for (ReferenceCase c : models(set).cases()) {
                        if (c.hasImages()) {
                            wanted.addAll(answers(c));
                        }
                    }
                    Set<Integer> lengths = new HashSet<>();
                    wanted.forEach(each -> lengths.add(each.prompt().ids().size()));
                    assertTrue(wanted.size() > 1);
                    boolean oneCase =
                            wanted.stream().map(Wanted::reference).distinct().count() == 1;
                    assertTrue(oneCase || lengths.size() > 1, "prompts of several lengths");
                    List<DecoderRun> runs = prefill(wanted);
                    for (int i = 0; i < wanted.size(); i++) {
                        Wanted each = wanted.get(i);
                        assertEquals(
                                each.kept(), runs.get(i).keptTokens().map(JoinedPrefillTest::indices), each.name());
                        each.reference().assertGreedy(runs.get(i), each.name());
                    }
                }));
    }

    private static List<Integer> indices(KeptTokens kept) {
        return IntStream.of(kept.indices()).boxed().toList();
    }

    private List<Wanted> answers(ReferenceCase c) {
        VisualTokens visual = c.model().encode(c.tiled(), new Cancellation());
        opened.add(visual);
        List<Wanted> answers = new ArrayList<>();
        answers.add(wanted(c, "greedy", visual, Selection.NONE));
        for (double ratio : c.ratios()) {
            String name = "trim.%03d".formatted((long) Math.rint(ratio * 100));
            for (boolean first : new boolean[] {false, true}) {
                String answer = name + (first ? ".first_pruned" : "");
                if (c.tensors().contains(answer + ".tokens")) {
                    answers.add(wanted(c, answer, visual, Selection.atRatio(ratio, first, first)));
                }
            }
        }
        return answers;
    }

    private static Wanted wanted(ReferenceCase c, String name, VisualTokens visual, Selection selection) {
        int capacity = c.ids().length + c.generated();
        return new Wanted(c, name, Prompt.of(c.ids(), Optional.of(visual), selection, capacity));
    }

    private List<DecoderRun> prefill(List<Wanted> wanted) {
        Mllama model = wanted.get(0).reference().model();
        List<DecoderRun> runs =
                model.prefill(wanted.stream().map(Wanted::prompt).toList(), new Cancellation());
        opened.addAll(runs);
        return runs;
    }

    @Test
    void withoutPictures() throws Exception {
        ReferenceCase c =
                firstSet().stream().filter(one -> !one.hasImages()).findFirst().orElseThrow();
        List<Prompt> prompts = new ArrayList<>();
        for (int length : new int[] {c.ids().length, 2, c.ids().length - 1, 1}) {
            prompts.add(Prompt.of(Arrays.copyOf(c.ids(), length), Optional.empty(), Selection.NONE, length + 1));
        }
        List<DecoderRun> joined = c.model().prefill(prompts, new Cancellation());
        opened.addAll(joined);
        for (int i = 0; i < prompts.size(); i++) {
            List<DecoderRun> alone = c.model().prefill(prompts.subList(i, i + 1), new Cancellation());
            opened.addAll(alone);
            assertArrayEquals(alone.get(0).logits(), joined.get(i).logits(), 1e-4f);
            joined.get(i).feed(1);
            alone.get(0).feed(1);
            assertArrayEquals(alone.get(0).logits(), joined.get(i).logits(), 1e-4f);
        }
    }

    @Test
    void leavesNothingBehindWhenItEndsEarly() throws Exception {
        List<Wanted> wanted = answers(
                firstSet().stream().filter(ReferenceCase::hasImages).findFirst().orElseThrow());
        Mllama model = wanted.get(0).reference().model();
        prefill(wanted);
        LiveArrays before = LiveArrays.of(model);
        List<Prompt> prompts =
                new ArrayList<>(wanted.stream().map(Wanted::prompt).toList());
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThrows(CancellationException.class, () -> model.prefill(prompts, cancelled));
        prompts.add(Prompt.of(new int[] {1}, Optional.empty(), Selection.NONE, 2));
        assertThrows(IllegalArgumentException.class, () -> model.prefill(prompts, new Cancellation()));
        assertThrows(IllegalArgumentException.class, () -> model.prefill(List.of(), new Cancellation()));
        assertEquals(before, LiveArrays.of(model));
    }

    private ReferenceModels models(ReferenceSet set) throws Exception {
        ReferenceModels models = ReferenceModels.of(set);
        opened.add(models);
        return models;
    }

    private List<ReferenceCase> firstSet() throws Exception {
        return models(ReferenceSet.all().get(0)).cases();
    }
}
