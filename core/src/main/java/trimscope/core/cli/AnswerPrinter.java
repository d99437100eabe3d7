package trimscope.core.cli;

import trimscope.core.chat.Generation;

/** A form in which answers are printed. */
interface AnswerPrinter {
    /** Runs the answer to its end and prints it. */
    void print(Generation answer);
}
