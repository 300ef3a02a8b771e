package ai.scidex.migration.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Another process with an embedded database, for tests that kill it. It says {@code ready} when the server answers, and
 * closes it when its input ends.
 */
final class EmbeddedProcess implements AutoCloseable {

    private static final int SIGNAL_INT = 2;

    private final Process process;
    private final BufferedReader output;

    private EmbeddedProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Returns whether a process of ours ends when it is interrupted. One whose ancestor ignores interrupts, as the shell has
     * it for commands in the background, is never told.
     */
    static boolean canBeInterrupted() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                || Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> new BigInteger(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .noneMatch(ignored -> ignored.testBit(SIGNAL_INT - 1));
    }

    /** Starts the process without waiting for its server. */
    static EmbeddedProcess launch(Path directory) throws IOException {
        return new EmbeddedProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        EmbeddedProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Starts the process and waits until its server answers. */
    static EmbeddedProcess start(Path directory) throws IOException {
        EmbeddedProcess other = launch(directory);
        String line = other.output.readLine();
        if (!"ready".equals(line)) {
            throw new IllegalStateException("expected ready, but got " + line);
        }
        return other;
    }

    long processId() {
        return process.pid();
    }

    /** Sends a signal, such as {@code INT} or {@code KILL}. */
    void signal(String name) throws IOException, InterruptedException {
        signal(process.pid(), name);
    }

    static void signal(long processId, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(processId))
                .inheritIO()
                .start()
                .waitFor();
    }

    int waitForExit() {
        return process.onExit().join().exitValue();
    }

    /** Lets the process close its server and end. */
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.onExit().join();
    }

    public static void main(String[] arguments) throws IOException {
        Embedded database = Embedded.start(Path.of(arguments[0]), System.err::println);
        System.out.println("ready");
        System.in.readAllBytes();
        database.close();
    }
}
