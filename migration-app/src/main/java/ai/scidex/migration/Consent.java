package ai.scidex.migration;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The question before a named database is changed. */
final class Consent {

    @Option(names = "--yes", description = "Answer yes to the question before a named database is changed.")
    private boolean yes;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Asks, unless it is the embedded database or the answer was given beforehand.
     *
     * @param change what is about to happen, a sentence that names the database
     * @throws CommandFailure if the answer is not yes, or nobody is there to answer
     */
    void ask(DatabaseOptions options, String change) {
        if (yes || !options.isNamed()) {
            return;
        }
        Terminal terminal = Terminal.ofProcess()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.WRONG_USAGE, change + ", and there is no terminal to ask at; add --yes to go ahead"));
        PrintWriter err = command.commandLine().getErr();
        if (!isYes(terminal.ask(err, "%s. Go ahead? [y/N] ".formatted(change)))) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "nothing was changed, because the answer was not yes");
        }
    }

    private static boolean isYes(@Nullable String answer) {
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
