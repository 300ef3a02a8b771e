package ai.scidex.migration;

import ai.scidex.migration.review.Reviewer;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Who decides, and why; where somebody is there, he is asked. */
final class ReviewerOptions {

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides; it is recorded.")
    private @Nullable String by;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; it is recorded.")
    private @Nullable String note;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Supplier<Optional<Terminal>> terminal;

    ReviewerOptions(Supplier<Optional<Terminal>> terminal) {
        this.terminal = terminal;
    }

    /**
     * Returns the terminal.
     *
     * @throws CommandFailure that says it is wrong usage, with {@code otherwise}, if there is none
     */
    Terminal terminal(String otherwise) {
        return terminal.get()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.WRONG_USAGE, "there is no terminal to ask at; %s".formatted(otherwise)));
    }

    /**
     * Returns who decides.
     *
     * @throws CommandFailure that says it is wrong usage, if nobody says or can be asked
     */
    Reviewer reviewer() {
        String name = by == null ? ask("Who decides? ", "say who decides with --by NAME") : by;
        by = name;
        return CommandFailure.unlessRefused(() -> Reviewer.now(name, note));
    }

    /** Returns who decides, and asks why if that was not said. */
    Reviewer reviewerWithReason() {
        reviewer();
        if (note == null) {
            String answer = ask("Why? (it is recorded; empty if there is nothing to say) ", "say why with --note TEXT");
            note = answer.isBlank() ? null : answer;
        }
        return reviewer();
    }

    private String ask(String question, String otherwise) {
        PrintWriter err = command.commandLine().getErr();
        String answer = terminal(otherwise).ask(err, question);
        return answer == null ? "" : answer.strip();
    }
}
