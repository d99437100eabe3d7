package trimscope.core.scene.question;

/** A question and its true answer, in words that know what they speak of. */
record Exchange(Phrase question, Phrase answer) {

    static Exchange of(Phrase question, String answer) {
        return new Exchange(question, Phrase.of(answer));
    }
}
