package trimscope.app.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TrimmingRule;

/** Shortages and failures, injected where real ones would end the process. */
class ModelSlotTest {
    private static final PictureId PICTURE = WorkerTest.PICTURE;
    private static final long PLENTY = 8L << 30;
    /** Needs less than the same in float32. */
    private static final ModelChoice BFLOAT16 =
            new ModelChoice("in bfloat16", EmbeddedModel::folder, Optional.of(Precision.BFLOAT16), ComputeDevice.CPU);

    private final List<InferenceEvent> events = new ArrayList<>();
    private final Sample sample = SampleGallery.samples().get(3);
    private long freeBytes = PLENTY;
    /** Of the next loads, one each. */
    private final Deque<RuntimeException> faults = new ArrayDeque<>();

    private final ModelSlot slot =
            new ModelSlot(device -> OptionalLong.of(freeBytes), (checkpoint, options, progress, cancellation) -> {
                ChatModel loaded = ChatModel.load(checkpoint, options, progress, cancellation);
                if (!faults.isEmpty()) {
                    loaded.close();
                    throw faults.pop();
                }
                return loaded;
            });
    private final InferenceWorker worker = new InferenceWorker(Runnable::run, Runnable::run, slot);

    @BeforeEach
    void loadModelAndPicture() {
        worker.load(ModelChoice.of("demo", EmbeddedModel::folder));
        worker.read(PICTURE, sample::picture);
        worker.ask(question(1, Trimming.none()));
        worker.listen(events::add);
    }

    @AfterEach
    void free() {
        worker.close();
    }

    @Test
    void anotherModelTakesThePlace() {
        worker.load(ModelChoice.of("second", EmbeddedModel::folder));
        assertEquals(List.of("second"), loaded());
        assertEquals("There is a sunflower at the center.", answer(2));
        List<InferenceEvent.Loading> steps = all(InferenceEvent.Loading.class);
        InferenceEvent.Loading last = steps.get(steps.size() - 1);
        assertEquals(last.all(), last.bytes());
        assertEquals("second", last.name());
    }

    @Test
    void aModelThatDoesNotFitLeavesTheOldOneWithItsAnswers() {
        worker.load(BFLOAT16);
        answer(2);
        events.clear();
        freeBytes = 0;
        worker.load(ModelChoice.of("in float32", EmbeddedModel::folder));
        assertEquals(List.of(), loaded());
        assertTrue(onlyFailure().startsWith("This model does not fit into memory: about 0.5 GB"), this::onlyFailure);
        worker.map(new MapQuery(new RunId(2), List.of(8), Quantity.ATTENTION));
        assertEquals(1, all(InferenceEvent.MapsReady.class).size(), "the answer's maps can still be read");
    }

    @Test
    void whatTheOldOneGivesBackCounts() {
        freeBytes = 0;
        worker.load(BFLOAT16);
        assertEquals(List.of("in bfloat16"), loaded());
    }

    @Test
    void aBrokenFolderLeavesTheOldOneWithItsAnswers() {
        worker.load(ModelChoice.of("broken", () -> Path.of("no-such-folder")));
        assertEquals(List.of(), loaded());
        assertTrue(onlyFailure().contains("no-such-folder"), this::onlyFailure);
        events.clear();
        worker.map(new MapQuery(new RunId(1), List.of(8), Quantity.ATTENTION));
        assertEquals(1, all(InferenceEvent.MapsReady.class).size(), "the answer's maps can still be read");
    }

    @Test
    void cancellingLeavesTheOldOne() {
        worker.listen(event -> {
            if (event instanceof InferenceEvent.Loading) {
                worker.cancelLoading();
            }
        });
        worker.load(ModelChoice.of("second", EmbeddedModel::folder));
        assertEquals(List.of(), loaded());
        assertEquals(List.of(), all(InferenceEvent.Failed.class), "to cancel is no failure");
        assertEquals(1, all(InferenceEvent.Rested.class).size());
        assertEquals("There is a sunflower at the center.", answer(2));
    }

    @Test
    void aGpuWithoutMemoryLeavesTheOldOne() {
        faults.add(new IllegalStateException("RuntimeError: CUDA out of memory. Tried to allocate 112.00 MiB."));
        worker.load(ModelChoice.of("second", EmbeddedModel::folder));
        assertEquals(List.of(), loaded());
        assertTrue(onlyFailure().startsWith("The GPU's memory ran out"), this::onlyFailure);
        assertEquals("There is a sunflower at the center.", answer(2));
    }

    @Test
    void theOldOneComesBackIfItHadToGoForOneThatFails() {
        freeBytes = 0;
        faults.add(new IllegalStateException("RuntimeError: CUDA out of memory."));
        worker.load(BFLOAT16);
        assertEquals(List.of("demo"), loaded());
        assertTrue(onlyFailure().startsWith("The GPU's memory ran out"), this::onlyFailure);
        assertEquals("There is a sunflower at the center.", answer(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUDA out of memory. Tried to allocate 2.00 GiB. | The GPU's memory ran out",
                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes | There is not enough memory",
                "CUDA error: device-side assert triggered | The GPU stopped working",
                "CUDA error: CUDA-capable device(s) is/are busy or unavailable | The GPU stopped working"
            })
    void aRunThatFailsInNativeCodeIsOneSentenceAndFreed(String message, String sentence) {
        worker.ask(question(2, Trimming.by(new FailingRule(message), 0.5)));
        List<InferenceEvent.RunFailed> failed = all(InferenceEvent.RunFailed.class);
        assertEquals(1, failed.size());
        assertTrue(failed.get(0).sentence().startsWith(sentence), failed.get(0)::sentence);
        assertEquals("There is a sunflower at the center.", answer(3), "the program stays usable");
    }

    /** Fails where the kept tokens are chosen, in the middle of a prefill. */
    private record FailingRule(String message) implements TrimmingRule {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public String description() {
            return "fails";
        }

        @Override
        public KeptTokens select(Candidates candidates, double ratio) {
            throw new IllegalStateException("Traceback of TorchScript\nRuntimeError: " + message);
        }
    }

    private String answer(int run) {
        worker.ask(question(run, Trimming.none()));
        StringBuilder text = new StringBuilder();
        all(InferenceEvent.Stepped.class)
                .forEach(stepped -> text.append(stepped.step().text()));
        return text.toString();
    }

    private Question question(int run, Trimming trimming) {
        return WorkerTest.question(sample, run, trimming);
    }

    private List<String> loaded() {
        return all(InferenceEvent.ModelLoaded.class).stream()
                .map(event -> event.model().name())
                .toList();
    }

    private String onlyFailure() {
        List<InferenceEvent.Failed> failures = all(InferenceEvent.Failed.class);
        assertEquals(1, failures.size());
        return failures.get(0).sentence();
    }

    private <E extends InferenceEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
