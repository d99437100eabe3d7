package trimscope.core.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Generation;
import trimscope.core.chat.ModelInfo;

/** Pictures to write about the last answer: where the model looked, and which visual tokens were kept. */
final class OverlayOptions {
    @Option(
            names = "--heatmap",
            paramLabel = "OUT.png",
            description = "Write where the last answer looked, over the picture and with colour bar: the mean over the"
                    + " chosen tokens, layers and heads.")
    private Optional<Path> heatmap = Optional.empty();

    @Option(
            names = "--token",
            paramLabel = "N|WORD",
            description = "Token of the last answer, counted from 0, or a word in it. Default: all tokens.")
    private Optional<String> token = Optional.empty();

    @Option(
            names = "--layer",
            paramLabel = "N",
            split = ",",
            description = "Decoder layer with cross-attention; several with commas. Default: all.")
    private List<Integer> layers = List.of();

    @Option(
            names = "--head",
            paramLabel = "N",
            split = ",",
            description = "Attention head, counted from 0; several with commas. Default: all.")
    private List<Integer> heads = List.of();

    @Option(
            names = "--veil",
            paramLabel = "OUT.png",
            description = "Write the picture with a veil over the visual tokens that were dropped.")
    private Optional<Path> veil = Optional.empty();

    /**
     * Looks whether the options make sense together and the files can be written.
     *
     * @param source the picture that is asked about
     * @throws ParameterException if options contradict each other
     */
    void check(CommandLine command, Path source) throws CommandFailure {
        if (heatmap.isEmpty() && (token.isPresent() || !layers.isEmpty() || !heads.isEmpty())) {
            throw new ParameterException(command, "--token, --layer and --head need --heatmap");
        }
        if (heatmap.isPresent() && heatmap.equals(veil)) {
            throw new ParameterException(command, "--heatmap and --veil need different files");
        }
        for (Optional<Path> file : List.of(heatmap, veil)) {
            if (file.isPresent()) {
                new PictureFile(file.get()).check(source);
            }
        }
    }

    /** @throws ParameterException if the model has no such layer or head */
    void check(CommandLine command, ModelInfo model) {
        for (int layer : layers) {
            if (!model.crossLayers().contains(layer)) {
                throw new ParameterException(
                        command,
                        "Invalid value for option '--layer': " + layer
                                + " is none of this model's cross-attention layers " + model.crossLayers());
            }
        }
        for (int head : heads) {
            if (head < 0 || head >= model.heads()) {
                throw new ParameterException(
                        command,
                        "Invalid value for option '--head': this model's heads are 0 to " + (model.heads() - 1)
                                + ", found " + head);
            }
        }
    }

    /**
     * Writes the pictures that were asked for.
     *
     * @param name what to call the model in captions
     */
    void write(ChatSession session, Generation answer, ModelInfo model, String name) throws CommandFailure {
        AnswerFigures figures = new AnswerFigures(session, answer, name);
        if (heatmap.isPresent()) {
            TokenChoice tokens = new TokenChoice(answer.steps());
            new PictureFile(heatmap.get())
                    .write(figures.heatmap(
                            token.isPresent() ? tokens.named(token.get()) : tokens.all(),
                            layers.isEmpty() ? model.crossLayers() : layers,
                            heads.isEmpty()
                                    ? IntStream.range(0, model.heads()).boxed().toList()
                                    : heads));
        }
        if (veil.isPresent()) {
            new PictureFile(veil.get()).write(figures.veil());
        }
    }
}
