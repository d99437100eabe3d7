package trimscope.app.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which commands a few typed letters mean. */
final class CommandSearch {
    private CommandSearch() {}

    /** Commands that have all typed words, those whose name begins with them first. */
    static List<Command> find(List<Command> commands, String typed) {
        String wanted = typed.strip().toLowerCase(Locale.ROOT);
        List<String> words = List.of(wanted.split("\\s+"));
        return commands.stream()
                .filter(command -> words.stream().allMatch(text(command)::contains))
                .sorted(Comparator.comparing(command -> !name(command).startsWith(wanted)))
                .toList();
    }

    private static String text(Command command) {
        return name(command) + " " + command.group().title().toLowerCase(Locale.ROOT) + " "
                + command.shortcut().toLowerCase(Locale.ROOT);
    }

    private static String name(Command command) {
        return command.name().toLowerCase(Locale.ROOT);
    }
}
