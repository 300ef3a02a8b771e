package ai.scidex.migration;

import ai.scidex.migration.schema.Inventory;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
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

    private final Supplier<Optional<Terminal>> terminal;

    Consent(Supplier<Optional<Terminal>> terminal) {
        this.terminal = terminal;
    }

    /**
     * Asks, unless it is the embedded database or the answer was given beforehand. The question says which database it is,
     * who changes it, and what is in it.
     *
     * @param change what is about to happen, the beginning of a sentence that the name of the database ends
     * @throws CommandFailure if the answer is not yes, or nobody is there to answer
     */
    void ask(DatabaseOptions options, Application application, String change) {
        if (yes || !options.isNamed()) {
            return;
        }
        String sentence = "%s %s".formatted(change, application.database().description());
        Terminal person = terminal.get()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.WRONG_USAGE,
                        sentence + ", and there is no terminal to ask at; add --yes to go ahead"));
        PrintWriter err = command.commandLine().getErr();
        String found = application.bean(Inventory.class).sentence();
        if (!isYes(person.ask(err, "%s, %s. Go ahead? [y/N] ".formatted(sentence, found)))) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "nothing was changed, because the answer was not yes");
        }
    }

    private static boolean isYes(@Nullable String answer) {
        String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
