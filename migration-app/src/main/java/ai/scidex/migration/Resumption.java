package ai.scidex.migration;

import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.terminal.StopSignal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command that was stopped, and how to go on with it.
 *
 * @param signal what stopped it; empty if nobody knows
 * @param args what it was started with
 */
record Resumption(Optional<StopSignal> signal, List<String> args) {

    /** What no shell reads as anything but itself. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    Resumption {
        args = List.copyOf(args);
    }

    /** Returns what became of the work, and the command that goes on with it, as one types it into a shell. */
    String sentence(StoppedException stopped) {
        return "stopped%s: %s. To go on: %s"
                .formatted(
                        signal.map(StopSignal::text).map(" by "::concat).orElse(""), stopped.getMessage(), command());
    }

    int exitCode() {
        return signal.map(StopSignal::exitCode).orElse(ExitCode.FAILED);
    }

    private String command() {
        return "model-catalog " + args.stream().map(Resumption::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
