package ai.scidex.migration;

import ai.scidex.catalog.TestDatabase;
import ai.scidex.catalog.TestJson;
import ai.scidex.migration.terminal.Display;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a command ended that was run in this process.
 *
 * @param exitCode what it tells its caller
 * @param out all that it printed as its result
 * @param err all that it printed beside it
 */
record Ended(int exitCode, String out, String err) {

    /** Runs a command with an empty environment. */
    static Ended command(String... args) {
        return command(Map.of(), args);
    }

    /** Runs a command on a database that the environment names. */
    static Ended on(TestDatabase database, String... args) {
        return on(database, InputStream.nullInputStream(), args);
    }

    static Ended on(TestDatabase database, InputStream in, String... args) {
        return command(environment(database), in, args);
    }

    static Map<String, String> environment(TestDatabase database) {
        return Map.of(
                "JDBC_URL",
                database.jdbcUrl(),
                "JDBC_USERNAME",
                database.username(),
                "JDBC_PASSWORD",
                database.password());
    }

    /** Runs a command on a database, in front of somebody who types these lines. */
    static Ended typing(TestDatabase database, List<String> answers, String... args) {
        return typing(environment(database), answers, args);
    }

    /** Runs a command with an empty environment, in front of somebody who types these lines. */
    static Ended typing(List<String> answers, String... args) {
        return typing(Map.of(), answers, args);
    }

    private static Ended typing(Map<String, String> environment, List<String> answers, String... args) {
        Iterator<String> lines = answers.iterator();
        Terminal terminal = () -> lines.hasNext() ? lines.next() : null;
        return command(environment, InputStream.nullInputStream(), () -> Optional.of(terminal), args);
    }

    /** Runs a command that is given something to read. */
    static Ended reading(InputStream in, String... args) {
        return command(Map.of(), in, args);
    }

    static Ended command(Map<String, String> environment, String... args) {
        return command(environment, InputStream.nullInputStream(), args);
    }

    /** Runs a command as a user does, in a JVM of its own that gets {@code option}. */
    static Ended inAnotherProcess(String option, List<String> args) throws IOException {
        try (CommandProcess process = CommandProcess.start(Map.of(), List.of(option), args)) {
            return new Ended(process.exitCode(), process.out(), process.err());
        }
    }

    static Ended command(Map<String, String> environment, InputStream in, String... args) {
        return command(environment, in, Optional::empty, args);
    }

    private static Ended command(
            Map<String, String> environment, InputStream in, Supplier<Optional<Terminal>> terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = MigrationApp.commandLine(environment, in, terminal, Display.none())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Ended(exitCode, lines(out), lines(err));
    }

    /** How a command ends that prints its result alone. */
    static Ended done(String out) {
        return new Ended(ExitCode.DONE, out, "");
    }

    /** How a command ends that prints one line about what went wrong, and no result. */
    static Ended failed(int exitCode, String message) {
        return new Ended(exitCode, "", "model-catalog: %s\n".formatted(message));
    }

    /** Returns the result, which is one JSON document and nothing else. */
    JsonNode json() {
        return TestJson.parse(out);
    }

    private static String lines(StringWriter text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
