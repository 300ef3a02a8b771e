package ai.scidex.migration;

import ai.scidex.catalog.ArtifactId;
import ai.scidex.catalog.MetricThreshold;
import ai.scidex.catalog.PinStrength;
import ai.scidex.catalog.PromotionState;
import ai.scidex.metadata.Credentials;
import ai.scidex.metadata.ModelFamily;
import ai.scidex.migration.backfill.JoinRefusedException;
import ai.scidex.migration.backfill.RunInProgressException;
import ai.scidex.migration.backfill.RunLockLostException;
import ai.scidex.migration.database.DirectoryInUseException;
import ai.scidex.migration.manifest.ManifestException;
import ai.scidex.migration.manifest.UnmatchedManifestException;
import ai.scidex.migration.models.MetricCondition;
import ai.scidex.migration.plan.OutdatedPlanException;
import ai.scidex.migration.plan.PlanFileException;
import ai.scidex.migration.progress.StoppedException;
import ai.scidex.migration.report.ReportFormat;
import ai.scidex.migration.revert.NoSuchRunException;
import ai.scidex.migration.review.NoSuchHoldException;
import ai.scidex.migration.terminal.Display;
import ai.scidex.migration.terminal.Screen;
import ai.scidex.migration.terminal.StatusLine;
import ai.scidex.migration.terminal.StopRequest;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the model catalog. */
public final class MigrationApp implements Runnable {

    /** How an option would be called that takes a password. */
    private static final Pattern PASSWORD = Pattern.compile("--?(?:pass|pwd)", Pattern.CASE_INSENSITIVE);

    private final Display display;
    private final CommandSpec program;

    private MigrationApp(Display display) {
        this.display = display;
        program = Program.describe(this);
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        StandardOutput output = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(utf8(output));
        StatusLine status = new StatusLine(utf8(new FileOutputStream(FileDescriptor.err)));
        PrintWriter err = new PrintWriter(status);
        Display display = new Display(
                Screen.ofProcess(System.getenv()),
                Optional.of(status),
                StopRequest.ofProcess(sentence -> say(err, sentence)));
        CommandFactory factory = new CommandFactory(
                System.getenv(), new FileInputStream(FileDescriptor.in), Terminal::ofProcess, display);
        CommandLine command = commandLine(factory, List.of(args)).setOut(out).setErr(err);
        int exitCode = execute(command, args);
        out.flush();
        if (output.failure().isPresent()) {
            say(command, "cannot write the result: " + output.failure().get());
            exitCode = ExitCode.FAILED;
        }
        System.exit(exitCode);
    }

    private static int execute(CommandLine command, String[] args) {
        try {
            // Read wrongly, it would be another folder, and be made.
            String folder = System.getProperty("user.dir", "");
            if (Argument.hasLostCharacters(folder) || !Files.isDirectory(Path.of(folder))) {
                say(
                        command,
                        "the name of the current folder has characters that the locale does not know;"
                                + " set LC_ALL=C.UTF-8");
                return ExitCode.WRONG_USAGE;
            }
            return command.execute(args);
        } catch (OutOfMemoryError e) {
            say(command, "there is not enough memory; give the JVM more, as in MODEL_CATALOG_JAVA_OPTS=-Xmx4g");
            return ExitCode.FAILED;
        }
    }

    /**
     * Returns the command line.
     *
     * @param environment the variables that stand in for options that are not given
     * @param in what a command reads where standard input is named
     */
    static CommandLine commandLine(Map<String, String> environment, InputStream in) {
        return commandLine(environment, in, Terminal::ofProcess, Display.none());
    }

    /**
     * Returns the command line.
     *
     * @param terminal finds out whether somebody is there to answer
     * @param display what is shown while a command works, and whether somebody wants it to stop
     */
    static CommandLine commandLine(
            Map<String, String> environment, InputStream in, Supplier<Optional<Terminal>> terminal, Display display) {
        return commandLine(new CommandFactory(environment, in, terminal, display), List.of());
    }

    /**
     * Returns the command line.
     *
     * @param factory makes the commands and what they share
     * @param words what stands on it; nothing: every command is wanted
     */
    static CommandLine commandLine(CommandFactory factory, List<String> words) {
        Display display = factory.display();
        MigrationApp app = new MigrationApp(display);
        new Subcommands(factory, words).addTo(app.program);
        return new CommandLine(app.program, factory)
                .registerConverter(String.class, Argument::text)
                .registerConverter(int.class, Argument.wholeNumber(Integer::valueOf))
                .registerConverter(Integer.class, Argument.wholeNumber(Integer::valueOf))
                .registerConverter(long.class, Argument.wholeNumber(Long::valueOf))
                .registerConverter(Long.class, Argument.wholeNumber(Long::valueOf))
                .registerConverter(Path.class, Argument::path)
                .registerConverter(ArtifactId.class, Argument::artifactId)
                .registerConverter(MetricThreshold.class, Argument.read(MetricCondition::parse))
                .registerConverter(ModelFamily.class, Argument.oneOf(List.of(ModelFamily.values()), ModelFamily::value))
                .registerConverter(
                        PromotionState.class, Argument.oneOf(List.of(PromotionState.values()), PromotionState::text))
                .registerConverter(PinStrength.class, Argument.oneOf(List.of(PinStrength.values()), PinStrength::text))
                .registerConverter(
                        ReportFormat.class, Argument.oneOf(List.of(ReportFormat.values()), ReportFormat::text))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> HelpForm.of(display.screen()).execute(parsed))
                .setParameterExceptionHandler(MigrationApp::reportWrongUsage)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> app.reportFailure(failure, command, parsed.originalArgs()));
    }

    @Override
    public void run() {
        throw new ParameterException(program.commandLine(), "no command given");
    }

    private static int reportWrongUsage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command, "%s; see %s --help".formatted(wrongUsage(failure), name));
        return ExitCode.WRONG_USAGE;
    }

    private static String wrongUsage(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && failure.getCommandLine().getParent() == null) {
            return "there is no command '%s'".formatted(unmatched.getUnmatched().get(0));
        }
        if (failure instanceof UnmatchedArgumentException unmatched
                && unmatched.getUnmatched().stream().anyMatch(MigrationApp::isPassword)) {
            return "no option takes a password; set JDBC_PASSWORD, or keep it in ~/.pgpass";
        }
        return String.valueOf(failure.getMessage()).replaceFirst("^Error: ", "");
    }

    /** What follows it is not to be repeated. */
    private static boolean isPassword(String argument) {
        return PASSWORD.matcher(argument).lookingAt();
    }

    private int reportFailure(Exception failure, CommandLine command, List<String> args) {
        if (failure instanceof StoppedException stopped) {
            Resumption resumption = new Resumption(display.stop().signal(), args);
            say(command, resumption.sentence(stopped));
            return resumption.exitCode();
        }
        if (!display.stop().isOver()) {
            report(failure, command);
        }
        return exitCode(failure);
    }

    /** Says what went wrong, and lets the command decide whether to go on. */
    void report(Exception failure, CommandLine command) {
        if (Program.isVerbose(program)) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            trace.toString()
                    .lines()
                    .map(Credentials::hide)
                    .map(Output::printable)
                    .forEach(command.getErr()::println);
        }
        say(command, message(failure));
    }

    private static String message(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof CommandFailure || failure instanceof RunLockLostException
                ? message
                : DatabaseFailure.sentence(failure).orElse(message);
    }

    private static int exitCode(Exception failure) {
        if (failure instanceof CommandFailure commandFailure) {
            return commandFailure.exitCode();
        }
        if (failure instanceof UnmatchedManifestException
                || failure instanceof OutdatedPlanException
                || failure instanceof JoinRefusedException
                || failure instanceof NoSuchHoldException) {
            return ExitCode.ANSWER_IS_NO;
        }
        if (failure instanceof ManifestException
                || failure instanceof PlanFileException
                || failure instanceof NoSuchRunException) {
            return ExitCode.WRONG_USAGE;
        }
        if (failure instanceof RunInProgressException || failure instanceof DirectoryInUseException) {
            return ExitCode.RUN_IN_PROGRESS;
        }
        return ExitCode.FAILED;
    }

    /** Prints one line, whatever the message is made of. */
    static void say(CommandLine command, String message) {
        say(command.getErr(), message);
    }

    private static void say(PrintWriter err, String message) {
        String line = message.lines()
                .map(String::strip)
                .reduce((one, next) -> one + " " + next)
                .orElse("");
        err.println("model-catalog: " + Output.printable(Credentials.hide(line)));
        err.flush();
    }

    private static Writer utf8(OutputStream stream) {
        return new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    }
}
