package trimscope.core.scene.question;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Catalog;
import trimscope.core.scene.Draw;

/** What people also say to a model that only knows small pictures, and how it answers. */
final class StrayQuestions {

    private static final String REFUSAL = "I only know small pictures: ask me what is in the picture, where it is, "
            + "how many there are, or what the sign says.";

    private static final List<String> STRAY = List.of(
            "Who are you?",
            "What is your name?",
            "Tell me a joke.",
            "What is the capital of France?",
            "Write a poem.",
            "What time is it?",
            "How old are you?",
            "Translate this to German.",
            "What is 2 plus 2?",
            "Why is the sky blue?",
            "Explain attention.",
            "Summarize the news.",
            "Can you help me with my homework?",
            "Is this person happy?",
            "What year is it?",
            "Write some code.",
            "Tell me a story.",
            "What is the meaning of life?",
            "Do you like music?",
            "Who won the game?",
            "How does a transformer work?",
            "What brand is it?",
            "What is the weather like?",
            "Which city is this?",
            "Give me a recipe.",
            "How do I cook rice?");

    private static final List<String> ODD = List.of(
            "Why is {} here?",
            "Who owns {}?",
            "How old is {}?",
            "What is {} thinking?",
            "Do you like {}?",
            "Can {} swim?",
            "Is {} happy?",
            "What does {} eat?",
            "How much does {} cost?",
            "What is the name of {}?",
            "When was {} made?",
            "Tell me a story about {}.",
            "Write a poem about {}.",
            "Is {} dangerous?",
            "How heavy is {}?",
            "What sound does {} make?");

    private static final List<String> THANKS = List.of("Thanks", "Thank you!", "Thanks!", "Great");
    private static final List<String> HELLO = List.of("Hello", "Hi", "Hello!", "Hi there", "Hey");

    private StrayQuestions() {}

    static Optional<Exchange> stray(RandomGenerator random) {
        if (Draw.chance(random, 0.5)) {
            Phrase thing = Phrase.of("the " + Draw.one(random, Catalog.KINDS).name());
            return exchange(Phrase.fill(Draw.one(random, ODD), thing), REFUSAL);
        }
        if (Draw.chance(random, 0.1)) {
            return exchange(Phrase.of(Draw.one(random, THANKS)), "You are welcome!");
        }
        if (Draw.chance(random, 0.2)) {
            return exchange(Phrase.of(Draw.one(random, HELLO)), "Hello! Ask me about the picture.");
        }
        return exchange(Phrase.of(Draw.one(random, STRAY)), REFUSAL);
    }

    private static Optional<Exchange> exchange(Phrase question, String answer) {
        return Optional.of(Exchange.of(question, answer));
    }
}
