package ai.scidex.migration;

import ai.scidex.fuzz.Claim;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/**
 * Whatever is typed is understood, or refused in one line that a terminal can show. No command is carried out. It stands beside
 * the command line, which is nobody's to call.
 */
public final class CommandLineTarget {

    /** Other characters would do something to a terminal, or be seen by nobody. */
    private static final String ONE_LINE = "model-catalog: [\\t[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]]+\\R";

    private CommandLineTarget() {}

    /** Takes each line of the input for an argument. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<String> args = List.of(
                new String(input, StandardCharsets.UTF_8).replace("\0", "").split("\n"));
        StringWriter err = new StringWriter();
        int exitCode = commandLine(args)
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(new StringWriter()))
                .setExecutionStrategy(parsed -> ExitCode.DONE)
                .execute(args.toArray(String[]::new));
        String said = err.toString();
        if (exitCode == ExitCode.DONE) {
            Claim.that(said.isEmpty(), "understood, but said " + said);
        } else {
            Claim.that(exitCode == ExitCode.WRONG_USAGE, "ended with %d: %s".formatted(exitCode, said));
            Claim.that(said.matches(ONE_LINE), "not one line that can be shown: " + said);
        }
    }

    private static CommandLine commandLine(List<String> args) {
        return MigrationApp.commandLine(new CommandFactory(), args);
    }
}
