package trimscope.app.command;

/** Where a command belongs in lists. */
public enum CommandGroup {
    PICTURES("Pictures"),
    QUESTIONS("Questions"),
    TRIMMING("Trimming"),
    VIEWER("In the viewer"),
    PATCHES("Patches in the viewer"),
    TOKENS("In the tokens"),
    MATRIX("In layer × head"),
    COMPARE("In compare"),
    VIEWS("Views"),
    WINDOW("Window");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
