package trimscope.core.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;

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
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "What to ask.")
    private List<String> questions;

    @Mixin
    private ModelOption model;

    @Mixin
    private PictureOption image;

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
        Questions.check(spec.commandLine(), questions);
        AnswerSettings settings = answering.settings(spec.commandLine());
        model.check(spec.commandLine());
        overlays.check(spec.commandLine(), image.file());
        answer(settings);
        return 0;
    }

    private void answer(AnswerSettings settings) throws Exception {
        Picture picture = image.read();
        Cancellation never = new Cancellation();
        try (ChatModel chat = model.load(spec.commandLine(), never)) {
            overlays.check(spec.commandLine(), chat.info());
            try (ChatSession session = chat.open(picture, never);
                    Generation last = converse(session, settings, never)) {
                overlays.write(session, last, chat.info(), model.name(chat));
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
