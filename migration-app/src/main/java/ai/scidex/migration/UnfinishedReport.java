package ai.scidex.migration;

import ai.scidex.report.ReportPlace;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report while it is written, in a hidden folder beside the place where it belongs. What cannot be
 * written to its end leaves no trace; the report itself comes to its place last, when all that it names is there.
 */
final class UnfinishedReport implements ReportPlace, AutoCloseable {

    private final Path target;
    private final Path staging;
    private final List<String> names = new ArrayList<>();

    private UnfinishedReport(Path target, Path staging) {
        this.target = target;
        this.staging = staging;
    }

    /** Begins the report {@code target}, whose folder is there. */
    static UnfinishedReport of(Path target) throws IOException {
        Path staging = target.resolveSibling(stagingName(target));
        return new UnfinishedReport(target, Files.createDirectories(staging));
    }

    /** Returns what the folder of an unfinished report is called. */
    static String stagingName(Path target) {
        return ".%s.unfinished-%d"
                .formatted(target.getFileName(), ProcessHandle.current().pid());
    }

    @Override
    public String name() {
        return target.getFileName().toString();
    }

    @Override
    public Writer open(String name) throws IOException {
        names.add(name);
        Path file = staging.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.newBufferedWriter(file);
    }

    /** Brings everything to its place. */
    void finish() throws IOException {
        names.remove(name());
        names.add(name());
        for (String name : names) {
            Path place = target.resolveSibling(name);
            Files.createDirectories(place.getParent());
            Files.move(
                    staging.resolve(name), place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(staging)) {
            try (Stream<Path> files = Files.walk(staging)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
