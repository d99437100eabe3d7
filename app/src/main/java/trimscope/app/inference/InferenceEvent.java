package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import trimscope.core.chat.Costs;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.GenerationStep;
import trimscope.core.chat.ModelInfo;
import trimscope.core.chat.Prefill;
import trimscope.core.chat.WantedTokens;
import trimscope.core.evaluation.Comparison;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.text.Turn;

/** What the worker reports to the window, always on the window's thread and in the order it happened. */
public sealed interface InferenceEvent {
    /** Some work that takes a moment began. */
    record Began(String activity) implements InferenceEvent {}

    /** The worker has nothing left that a person waits for. */
    record Rested() implements InferenceEvent {}

    /**
     * A model is being loaded.
     *
     * @param bytes of weights that are in place
     * @param all bytes of all weights
     */
    record Loading(String name, long bytes, long all) implements InferenceEvent {}

    /**
     * Another model is there; answers and encodings of the one before are gone.
     *
     * @param held what it holds by estimate
     */
    record ModelLoaded(ModelInfo model, MemoryEstimate held) implements InferenceEvent {}

    /** The pixels are there; the model has not seen them yet. */
    record PictureRead(PictureId picture, Picture pixels) implements InferenceEvent {}

    /** The model has encoded the picture. */
    record PictureEncoded(PictureId picture, PatchGrid grid, double visionMillis) implements InferenceEvent {}

    /** The picture could not be read or encoded. */
    record PictureFailed(PictureId picture, String sentence) implements InferenceEvent {}

    /** The question is read and the kept tokens are chosen; the answer begins. */
    record Prefilled(RunId run, Prefill prefill) implements InferenceEvent {}

    record Stepped(RunId run, GenerationStep step) implements InferenceEvent {}

    /**
     * The answer has ended.
     *
     * @param peakBytes most main memory that the program held meanwhile; empty where that cannot be measured
     * @param conversation all turns, this answer included
     */
    record Finished(RunId run, FinishReason reason, Costs costs, OptionalLong peakBytes, List<Turn> conversation)
            implements InferenceEvent {}

    /** What a follow-up would select from the full picture, beside what it holds. */
    record Wanted(RunId run, WantedTokens tokens) implements InferenceEvent {}

    /** The run was superseded or stopped before its first token. */
    record NeverBegun(RunId run) implements InferenceEvent {}

    record RunFailed(RunId run, String sentence) implements InferenceEvent {}

    /** Figures of the answer token with this index, some time after the answer. */
    record Measured(RunId run, int index, TokenFigures figures) implements InferenceEvent {}

    /** How much one token looks at patches that were asked for. */
    record PatchesSeen(PatchMass mass) implements InferenceEvent {}

    /** What the maps of a run have in common. */
    record SurveyReady(MapSurvey survey) implements InferenceEvent {}

    record MapsReady(TokenMaps maps) implements InferenceEvent {}

    /**
     * A sweep has come one step further.
     *
     * @param done finished runs
     * @param all finished runs at the end
     * @param result what it has found so far; empty before there is anything
     */
    record SweepAdvanced(SweepOrder order, int done, int all, Optional<SweepResult> result) implements InferenceEvent {}

    /** A sweep has ended. */
    record SweepEnded(SweepOrder order, boolean cancelled) implements InferenceEvent {}

    record SweepFailed(SweepOrder order, String sentence) implements InferenceEvent {}

    record PairMapsReady(PairMaps maps) implements InferenceEvent {}

    /**
     * Two answers are being compared.
     *
     * @param done tokens that are read
     * @param all tokens in all
     */
    record Comparing(CompareQuery query, int done, int all) implements InferenceEvent {}

    record Compared(CompareQuery query, Comparison comparison) implements InferenceEvent {}

    record ComparisonFailed(CompareQuery query, String sentence) implements InferenceEvent {}

    /** What is known of the cause of the failure that is told next. */
    record Explained(String sentence, String details) implements InferenceEvent {}

    record EvidenceReady(Findings findings) implements InferenceEvent {}

    /** Something that belongs to no run went wrong. */
    record Failed(String sentence) implements InferenceEvent {}
}
