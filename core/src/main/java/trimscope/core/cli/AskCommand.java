package trimscope.core.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.image.PictureReader;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;

/** Asks questions about one picture. */
@Command(
        name = "ask",
        sortOptions = false,
        description = {
            "Ask a model about a picture.",
            "",
            "Prints the answer while it comes, then the share of visual tokens that was kept, the size of the"
                    + " cross-attention cache, and times. Several questions are the turns of one conversation.",
            ""
        },
        footer = {
            "",
            "Example, a quarter of the tokens for each head, and where the word donut looked:",
            "  trimscope ask --image picture.png --ratio 0.25 \\",
            "      --heatmap look.png --token donut \"What is at the top?\"",
            "",
            "Exit status: 0 success, 1 failure, 2 wrong usage."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class AskCommand implements Callable<Integer> {
    private static final String DEMO = "demo";
    /** What Java puts in place of bytes of an argument that mean nothing in the system's locale. */
    private static final String UNREADABLE = "\uFFFD";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
    private List<String> questions;

    @Option(
            names = "--model",
            paramLabel = "DIR|demo",
            defaultValue = DEMO,
            description = "Checkpoint folder, or 'demo' for the embedded model. Default: ${DEFAULT-VALUE}.")
    private Path model;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            required = true,
            description = "The picture: PNG, JPEG, WebP, BMP or GIF.")
    private Path image;

    @Mixin
    private PrecisionOption precision;

    @Mixin
    private AnswerOptions answering;

    @Mixin
    private OverlayOptions overlays;

    @Option(
            names = "--json",
            description = "Print one JSON object a line and turn instead: question, answer, tokens, valid, kept,"
                    + " cacheBytes, cacheBytesFull, visionMillis, prefillMillis, millisPerToken, promptTokens.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        checkQuestions();
        AnswerSettings settings = answering.settings(spec.commandLine());
        precision.check(spec.commandLine());
        overlays.check(spec.commandLine(), image);
        try {
            answer(settings);
        } catch (OutOfMemoryError | LinkageError e) {
            // Errors would pass picocli by and end in a stack trace.
            throw new CommandFailure(Failures.sentence(e), e);
        }
        return 0;
    }

    private void checkQuestions() {
        String locale = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!locale.equals("UTF-8") && questions.stream().anyMatch(question -> question.contains(UNREADABLE))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The question has characters that the locale's encoding " + locale
                            + " cannot pass on; set LC_ALL=C.UTF-8");
        }
    }

    private void answer(AnswerSettings settings)
            throws IOException, CheckpointException, PictureException, ContextLimitException, CommandFailure {
        Picture picture = PictureReader.read(image);
        boolean demo = model.equals(Path.of(DEMO));
        Path folder = demo ? EmbeddedModel.folder() : model;
        Cancellation never = new Cancellation();
        ModelOptions options = precision.modelOptions(
                spec.commandLine(), Checkpoint.open(folder).bytes());
        try (ChatModel chat = ChatModel.load(folder, options, never)) {
            overlays.check(spec.commandLine(), chat.info());
            try (ChatSession session = chat.open(picture, never);
                    Generation last = converse(session, settings, never)) {
                overlays.write(
                        session, last, chat.info(), demo ? DEMO : chat.info().name());
            }
        }
    }

    /** Asks one question after the other and prints each answer; returns the last. */
    private Generation converse(ChatSession session, AnswerSettings settings, Cancellation never)
            throws ContextLimitException {
        PrintWriter out = spec.commandLine().getOut();
        AnswerPrinter printer = json ? new JsonPrinter(out) : new TextPrinter(out, questions.size() > 1);
        Optional<Generation> previous = Optional.empty();
        for (String question : questions) {
            Generation next = previous.isEmpty()
                    ? session.ask(List.of(), question, settings, never)
                    : session.followUp(previous.get(), question, settings, never);
            previous.ifPresent(Generation::close);
            previous = Optional.of(next);
            printer.print(next);
        }
        return previous.orElseThrow();
    }
}
