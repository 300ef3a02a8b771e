package ai.scidex.migration;

import ai.scidex.migration.backfill.RunInProgressException;
import ai.scidex.migration.database.DirectoryInUseException;
import ai.scidex.migration.manifest.ManifestException;
import ai.scidex.migration.manifest.UnmatchedManifestException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line of the model catalog. */
@Command(
        name = "model-catalog",
        description = "Gives SciDEX's model artifacts a provenance that can be queried, and moves the ones that are"
                + " there to it, losing and guessing nothing.",
        versionProvider = ToolVersion.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            MigrateCommand.class,
            BackfillCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            StatusCommand.class,
            RegisterCommand.class,
            ValidateCommand.class
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage",
            "3:the answer is no: an invalid document, a criterion not met, a refused registration",
            "4:another run holds the lock"
        })
public final class MigrationApp implements Runnable {

    @Option(names = "--verbose", description = "Show the stack trace of a failure.", scope = ScopeType.INHERIT)
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    MigrationApp() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        int exitCode = commandLine().setOut(out).setErr(err).execute(args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    static CommandLine commandLine() {
        MigrationApp app = new MigrationApp();
        return new CommandLine(app)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(MigrationApp::reportWrongUsage)
                .setExecutionExceptionHandler((failure, command, parsed) -> app.reportFailure(failure, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private static int reportWrongUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command, "%s; see %s --help".formatted(String.valueOf(failure.getMessage()), name));
        return ExitCode.WRONG_USAGE;
    }

    private int reportFailure(Exception failure, CommandLine command) {
        if (verbose) {
            failure.printStackTrace(command.getErr());
        }
        String message = failure.getMessage();
        say(command, message == null ? failure.getClass().getSimpleName() : message);
        return exitCode(failure);
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandFailure commandFailure) {
            return commandFailure.exitCode();
        }
        if (failure instanceof UnmatchedManifestException) {
            return ExitCode.ANSWER_IS_NO;
        }
        if (failure instanceof ManifestException) {
            return ExitCode.WRONG_USAGE;
        }
        if (failure instanceof RunInProgressException || failure instanceof DirectoryInUseException) {
            return ExitCode.RUN_IN_PROGRESS;
        }
        return ExitCode.FAILED;
    }

    /** Prints one line, whatever the message is made of. */
    private static void say(CommandLine command, String message) {
        String line = message.lines()
                .map(String::strip)
                .reduce((one, next) -> one + " " + next)
                .orElse("");
        command.getErr().println("model-catalog: " + Output.printable(line));
        command.getErr().flush();
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
    }
}
