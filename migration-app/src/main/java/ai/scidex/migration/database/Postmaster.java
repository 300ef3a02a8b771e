package ai.scidex.migration.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The server that says of itself, in {@code postmaster.pid}, that it works on a data directory. It may have died since.
 *
 * @param processId the process that it was
 * @param startedAt when it started, to the second
 */
record Postmaster(long processId, Instant startedAt) {

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);
    private static final int START_LINE = 2;

    static Path file(Path dataDirectory) {
        return dataDirectory.resolve("postmaster.pid");
    }

    /** Reads the file; empty if there is none, or one that was not completely written. */
    static Optional<Postmaster> of(Path dataDirectory) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(dataDirectory));
            if (lines.size() <= START_LINE) {
                return Optional.empty();
            }
            long processId = Long.parseLong(lines.get(0).strip());
            long seconds = Long.parseLong(lines.get(START_LINE).strip());
            return Optional.of(new Postmaster(processId, Instant.ofEpochSecond(seconds)));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Tells whether the server still runs, rather than another process that was given the same id since. */
    boolean isRunning(Path dataDirectory) {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::info)
                .filter(process -> worksOn(process, dataDirectory) || startedThen(process))
                .isPresent();
    }

    private static boolean worksOn(ProcessHandle.Info process, Path dataDirectory) {
        return process.arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch(argument -> argument.equals(dataDirectory.toString()));
    }

    /** A server whose folder was renamed since is known by the time at which it started. */
    private boolean startedThen(ProcessHandle.Info process) {
        boolean postgres = process.command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
        return postgres
                && process.startInstant()
                        .map(instant ->
                                Duration.between(instant, startedAt).abs().compareTo(CLOCKS_DIFFER) < 0)
                        .orElse(false);
    }
}
