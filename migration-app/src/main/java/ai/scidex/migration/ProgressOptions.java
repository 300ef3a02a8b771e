package ai.scidex.migration;

import ai.scidex.migration.progress.Watch;
import ai.scidex.migration.terminal.Display;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command that may take long shows how far it is. */
final class ProgressOptions {

    @Option(
            names = "--no-progress",
            description = "Do not show how far the work is. It is shown on standard error: on a terminal as a bar,"
                    + " elsewhere as a line every ten seconds.")
    private boolean none;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Display display;

    ProgressOptions(Display display) {
        this.display = display;
    }

    /** Returns who watches a command that prints its result in the end. */
    Watch watch() {
        return display.watch(!none, false, this::say);
    }

    /** Returns who watches a command that prints its result while it works. */
    Watch watchOfListing() {
        return display.watch(!none, true, this::say);
    }

    private void say(String line) {
        MigrationApp.say(command.commandLine(), line);
    }
}
