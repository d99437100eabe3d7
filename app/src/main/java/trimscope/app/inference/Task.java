package trimscope.app.inference;

/** Something the inference thread does. */
@FunctionalInterface
interface Task {
    void run() throws Exception;
}
