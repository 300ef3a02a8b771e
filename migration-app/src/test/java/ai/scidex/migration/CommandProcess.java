package ai.scidex.migration;

import ai.scidex.catalog.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A command in a JVM of its own, as a user starts it; it can be killed. */
public final class CommandProcess implements AutoCloseable {

    /** The bit of SIGINT. */
    private static final int INTERRUPT = 1 << 1;

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** What makes a program heed Ctrl-C again where a shell started us in the background, so that we ignore it. */
    static List<String> heedingInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        boolean isIgnored = Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> (Integer.decode("0x" + line.substring(line.length() - 1)) & INTERRUPT) != 0);
        return isIgnored ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** Returns what starts the application in a JVM of its own. */
    static List<String> javaCommand(List<String> options, List<String> args) {
        List<String> command = TestJvm.command(options);
        command.add(MigrationApp.class.getName());
        command.addAll(args);
        return command;
    }

    /**
     * Starts a command on a database that the environment names.
     *
     * @param variables what else its environment has
     */
    public static CommandProcess on(TestDatabase database, Map<String, String> variables, List<String> args)
            throws IOException {
        Map<String, String> environment = new TreeMap<>(Ended.environment(database));
        environment.putAll(variables);
        return start(environment, List.of(), args);
    }

    /**
     * Starts a command.
     *
     * @param environment what its environment has beside ours
     * @param options what its JVM is given
     * @param args the command and its arguments
     */
    public static CommandProcess start(Map<String, String> environment, List<String> options, List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.addAll(javaCommand(options, args));
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start(), out, err);
    }

    /** Waits, but not longer than this, and returns whether the command has ended. */
    public boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    /** Returns how it stands in the list of processes. */
    Optional<String> listed() {
        return process.info().commandLine();
    }

    /** Does to it what Ctrl-C does. */
    void interrupt() throws IOException {
        signal("-INT");
    }

    /** Asks it to end, as {@code kill} does. */
    void terminate() throws IOException {
        signal("-TERM");
    }

    private void signal(String signal) throws IOException {
        int exitCode = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .start()
                .onExit()
                .join()
                .exitValue();
        if (exitCode != 0) {
            throw new IllegalStateException("the command has ended: " + err());
        }
    }

    /** Writes to its standard input. */
    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Kills the command as {@code kill -9} does, and returns whether it was still there to be killed. */
    public boolean kill() {
        process.destroyForcibly();
        int killed = 128 + 9;
        return exitCode() == killed;
    }

    /** Waits until the command ends. */
    public int exitCode() {
        return process.onExit().join().exitValue();
    }

    /** Returns what it has printed as its result. */
    public String out() throws IOException {
        return Files.readString(out);
    }

    /** Returns what it has printed beside it. */
    public String err() throws IOException {
        return Files.readString(err);
    }

    /** Kills the command if it still runs, and removes what it printed. */
    @Override
    public void close() throws IOException {
        kill();
        Files.delete(out);
        Files.delete(err);
    }
}
