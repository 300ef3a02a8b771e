package ai.scidex.migration;

import ai.scidex.migration.report.RecordedMigration;
import ai.scidex.report.Criterion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the report goes. */
final class ReportFile {

    private static final String DEFAULT = "docs/model_artifacts/migration_report_ws1.md";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = DEFAULT,
            description = "The report; folders are created (default: ${DEFAULT-VALUE}).")
    private Path file;

    /** Tries whether the report can be written, so that this does not come to light after the work. */
    void check() {
        try {
            Files.delete(newSibling());
            if (Files.isDirectory(file)) {
                throw new CommandFailure(ExitCode.FAILED, "cannot write the report: %s is a folder".formatted(file));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes the whole report, or leaves what was there. */
    Path write(Application application, List<Criterion> criteria) {
        try {
            Path unfinished = newSibling();
            try (Writer out = Files.newBufferedWriter(unfinished)) {
                application
                        .bean(RecordedMigration.class)
                        .writeMarkdown(application.database().isSample(), criteria, out);
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(unfinished);
                throw e;
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException | UncheckedIOException e) {
            throw unwritable(e);
        }
    }

    private Path newSibling() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Files.createDirectories(folder);
        return Files.createFile(folder.resolve("." + file.getFileName() + ".unfinished-"
                + ProcessHandle.current().pid()));
    }

    private CommandFailure unwritable(Exception e) {
        String reason = e instanceof AccessDeniedException
                ? "no right to write there"
                : e.getClass().getSimpleName() + " " + e.getMessage();
        return new CommandFailure(
                ExitCode.FAILED, "cannot write the report %s: %s; name another with --file".formatted(file, reason), e);
    }
}
