package trimscope.core.benchmark;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark found. Times are medians over the repeats; a floor is the time that the machine would need if nothing but its
 * memory or its arithmetic, whichever is slower, counted.
 *
 * @param precision number format of weights and activations
 * @param parameters number of weights
 * @param batch conversations computed at once: 1, other sizes are not measured yet
 * @param layers text layers
 * @param visualTokens visual tokens of the picture, all of them valid
 * @param promptTokens text rows of the prompt
 * @param answerTokens decode steps that were timed
 * @param repeats how often everything was timed, after one run that was not
 * @param copyBytesPerSecond bytes read and written by a copy of a large array
 * @param productFlopPerSecond operations of a large matrix product in this number format
 * @param visionMillis time of encoding the picture
 * @param visionFloorMillis its floor
 * @param visionPeakBytes most resident memory meanwhile; null where it cannot be measured
 * @param rows one for each way of trimming
 */
public record Report(
        String precision,
        long parameters,
        int batch,
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
     * @param kept visual tokens in the second and later cross-attention layers
     * @param keptShare of the visual tokens
     * @param prefillMillis time of the prompt, keys and values of the picture included
     * @param prefillFloorMillis its floor
     * @param tokenMillis time of a decode step
     * @param tokenFloorMillis its floor
     * @param cacheBytes cross-attention keys and values that the run held
     * @param cacheBytesFormula the same by the formula of specification section 6.3
     * @param peakBytes most resident memory in prefill and decode; null where it cannot be measured
     */
    public record Row(
            String trimming,
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
