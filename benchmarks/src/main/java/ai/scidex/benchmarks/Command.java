package ai.scidex.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that is measured as a whole process.
 *
 * @param words the command and its arguments
 * @param environment what it finds in its environment beside what we find in ours
 */
record Command(List<String> words, Map<String, String> environment) {

    /** Variables of whoever measures that would change one side only. */
    private static final List<String> OURS = List.of("JDBC_", "BACKFILL_", "MODEL_CATALOG_", "PG", "JAVA_TOOL_OPTIONS");

    private static final int LOOKS_A_SECOND = 20;
    private static final double NANOS = 1e9;

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(String... words) {
        return new Command(List.of(words), Map.of());
    }

    /** Returns the command that starts the program, on the Java that runs us. */
    static Command program(Path launcher) {
        return of(launcher.toString()).with("JAVA_HOME", System.getProperty("java.home"));
    }

    Command with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(words, more);
    }

    Command and(String... more) {
        List<String> longer = new ArrayList<>(words);
        longer.addAll(List.of(more));
        return new Command(longer, environment);
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException if it fails; the message holds what it printed
     */
    Run run() {
        try {
            Path output = Files.createTempFile("benchmark", ".out");
            try {
                return run(output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Run run(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().keySet().removeIf(name -> OURS.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        Process process = builder.start();
        long kilobytes = watch(process);
        double seconds = (System.nanoTime() - begin) / NANOS;
        String printed = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "%s ended with %d: %s".formatted(String.join(" ", words), process.exitValue(), printed));
        }
        return new Run(seconds, kilobytes, printed);
    }

    /** Returns the most memory that the process ever had: the kernel keeps it, so that one late look is enough. */
    private static long watch(Process process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long most = 0;
        try {
            while (!process.waitFor(1000 / LOOKS_A_SECOND, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, highest(status));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
        return most;
    }

    private static long highest(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            // It has just ended.
            return 0;
        }
    }

    /**
     * How it went.
     *
     * @param seconds from its start to its end
     * @param peakKilobytes the most resident memory that it had, to the last twentieth of a second
     * @param printed all that it printed
     */
    record Run(double seconds, long peakKilobytes, String printed) {}
}
