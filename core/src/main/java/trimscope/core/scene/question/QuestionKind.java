package trimscope.core.scene.question;

import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Scene;

/** The kinds of questions that the demo model was trained on, in the order and with the weights of its recipe. */
public enum QuestionKind {
    WHERE("where", 5),
    WHAT_AT("what is at …", 4),
    IS_THERE("is there a …", 3),
    COUNT("how many", 3),
    CATEGORY("which animals, foods …", 1.5),
    SIGN("the sign", 2.5),
    BACKGROUND("background", 0.8),
    NEXT_TO("what is next to, above …", 1.2),
    BIGGEST("biggest, smallest", 0.8),
    DESCRIBE("describe", 4),
    COLOR("what colour", 1.2),
    RELATION("is … left of …", 1),
    STRAY("anything else (refuses)", 0.5);

    private final String label;
    private final double weight;

    QuestionKind(String label, double weight) {
        this.label = label;
        this.weight = weight;
    }

    /** As the model card calls it. */
    public String label() {
        return label;
    }

    /** How often it is asked in conversations, relative to the others. */
    public double weight() {
        return weight;
    }

    /** A question of this kind about the scene, or nothing where one would have no clear answer. */
    public Optional<QuestionAnswer> ask(Scene scene, RandomGenerator random) {
        return exchange(scene, random).map(exchange -> QuestionAnswer.of(this, exchange));
    }

    private Optional<Exchange> exchange(Scene scene, RandomGenerator random) {
        return switch (this) {
            case WHERE -> PlaceQuestions.where(scene, random);
            case WHAT_AT -> PlaceQuestions.whatAt(scene, random);
            case IS_THERE -> CountQuestions.isThere(scene, random);
            case COUNT -> CountQuestions.count(scene, random);
            case CATEGORY -> CountQuestions.category(scene, random);
            case SIGN -> LookQuestions.sign(scene, random);
            case BACKGROUND -> LookQuestions.background(scene, random);
            case NEXT_TO -> RelationQuestions.nextTo(scene, random);
            case BIGGEST -> RelationQuestions.biggest(scene, random);
            case DESCRIBE -> PlaceQuestions.describe(scene, random);
            case COLOR -> LookQuestions.color(scene, random);
            case RELATION -> RelationQuestions.relation(scene, random);
            case STRAY -> StrayQuestions.stray(random);
        };
    }
}
