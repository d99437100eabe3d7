package trimscope.core.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found. Times are medians over the repeats; a floor is the time that the machine would need if nothing but its
 * memory or its arithmetic, whichever is slower, counted. Peaks of memory are of this process's resident main memory, or of all that
 * the GPU held, for other processes too.
 *
 * @param device where, as in {@code --device}
 * @param threads threads that compute, if that is a CPU
 * @param precision number format of weights and activations
 * @param parameters number of weights
 * @param layers text layers
 * @param visualTokens visual tokens of the picture, all of them valid
 * @param promptTokens text rows of the prompt
 * @param answerTokens decode steps that were timed
 * @param repeats how often everything was timed, after one run that was not
 * @param copyBytesPerSecond bytes read and written by a copy of a large array
 * @param productFlopPerSecond operations of a large matrix product in this number format
 * @param visionMillis time of encoding the picture
 * @param visionFloorMillis its floor
 * @param visionPeakBytes peak of memory meanwhile; null where it cannot be measured
 * @param rows one for each way of trimming
 */
public record Report(
        String device,
        int threads,
        String precision,
        long parameters,
        int layers,
        long visualTokens,
        int promptTokens,
        int answerTokens,
        int repeats,
        double copyBytesPerSecond,
        double productFlopPerSecond,
        double visionMillis,
        double visionFloorMillis,
        @Nullable Long visionPeakBytes,
        List<Row> rows) {
    public Report {
        rows = List.copyOf(rows);
    }

    /**
     * One way of trimming, lean: keys and values of dropped tokens are never made.
     *
     * @param trimming such as {@code ratio 0.5}
     * @param batch conversations computed at once
     * @param kept visual tokens in the second and later cross-attention layers, the mean over the batch
     * @param keptShare of the visual tokens
     * @param prefillMillis time of all prompts, one after another, keys and values of the picture included
     * @param prefillFloorMillis its floor
     * @param tokenMillis time of a decode step, which adds a token to every conversation
     * @param tokenFloorMillis its floor
     * @param cacheBytes cross-attention keys and values that the conversations held, in a batch with padding to the longest
     * @param cacheBytesFormula the same by the formula of specification section 6.3, without padding
     * @param peakBytes peak of memory in prefill and decode; null where it cannot be measured
     */
    public record Row(
            String trimming,
            int batch,
            int kept,
            double keptShare,
            double prefillMillis,
            double prefillFloorMillis,
            double tokenMillis,
            double tokenFloorMillis,
            long cacheBytes,
            long cacheBytesFormula,
            @Nullable Long peakBytes) {}
}
