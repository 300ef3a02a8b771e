package ai.scidex.migration;

import ai.scidex.migration.transaction.Rehearsal;
import ai.scidex.migration.transaction.TransactionBounds;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command shows what it would do, and writes nothing. */
final class DryRunOptions {

    @Option(
            names = "--dry-run",
            description = "Do it in a transaction that is rolled back: print what would happen, and write nothing.")
    private boolean dryRun;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Returns whether nothing is to be written. */
    boolean isDry() {
        return dryRun;
    }

    /** Does the work in one transaction, which does not wait long for others, or rehearses it and says so. */
    <T> T carryOutAtOnce(Application application, Supplier<T> work) {
        return carryOut(
                application, () -> application.bean(TransactionBounds.class).within(work));
    }

    /** Does the work, or rehearses it and says so. */
    <T> T carryOut(Application application, Supplier<T> work) {
        if (!dryRun) {
            return work.get();
        }
        try {
            return application.bean(Rehearsal.class).of(work);
        } finally {
            sayNothingWasWritten();
        }
    }

    void sayNothingWasWritten() {
        MigrationApp.say(command.commandLine(), "this was a dry run; nothing was written");
    }
}
